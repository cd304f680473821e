#include <doctest/doctest.h>

#include <algorithm>
#include <filesystem>

#include "model/text/unicode.h"
#include "service/pages/pages.h"
#include "service/pages/views.h"
#include "tests/service/pages/html_checks.h"
#include "tests/service/test_generation.h"

using namespace entrepot;
namespace fs = std::filesystem;

namespace {

const fs::path kSite = fs::path(ENTREPOT_SOURCE_DIR) / "site";
const std::string kHostile = "<script>alert(1)</script> & \"x\" 'y' {{title}}";

/// A corpus that tries to break pages: markup everywhere, right to left text, every banner.
test::TestCorpus hostile_corpus() {
  test::TestCorpus corpus = test::random_corpus(7, 40);
  DocumentRecord nasty = test::record("nasty", kHostile, {kHostile, kHostile});
  Document& document = nasty.document;
  document.summary = document.note = document.rights_note = document.owner = kHostile;
  document.date_text = document.license = kHostile;
  document.methods = document.audience = {kHostile};
  document.tags.countries = {"BO"};
  document.tags.themes = {"risk-management"};
  document.status = "superseded";
  document.sources = {{.title = kHostile,
                       .url = "https://example.org/?a=1&b=\"",
                       .publisher = kHostile,
                       .language = "fr",
                       .kind = "rewritten"}};
  document.related = {"arabic", "there-is-no-such-document"};
  nasty.sections = {
      {.anchor = "part-1",
       .title = kHostile,
       .title_html = "Safe",
       .html =
           "<p>Safe<sup><a role=\"doc-noteref\" href=\"#note_1\" id=\"mark_1\">1</a></sup></p>\n"
           "<div class=\"ep-table\">\n<table>\n<thead>\n<tr>\n<th scope=\"col\">&lt;Step&gt;</th>\n"
           "</tr>\n</thead>\n</table>\n</div>\n<div class=\"ep-table\">\n<table>\n<thead>\n<tr>\n"
           "<td></td>\n</tr>\n</thead>\n</table>\n</div>\n<div class=\"ep-notes\">\n"
           "<div class=\"ep-note\" id=\"note_1\" role=\"doc-footnote\">\n"
           "<span class=\"ep-note__number\">1</span>\n<div class=\"ep-note__text\">\n<p>Note</p>\n"
           "<p class=\"ep-note__back\"><a role=\"doc-backlink\" "
           "href=\"#mark_1\">↑</a></p>\n</div>\n"
           "</div>\n</div>\n"}};
  nasty.passages[0].kind = "conclusion";
  nasty.passages[1].kind = "lesson";
  DocumentRecord arabic = test::record("arabic", "دراسة زمن الإفراج", {"نص"});
  arabic.document.language = "ar";
  arabic.sections = {{.anchor = "part-1", .title = "السياق", .title_html = "السياق"}};
  arabic.document.titles = {{"en", "Time release study"}};
  arabic.document.date_text = "التاريخ غير مذكور";
  arabic.document.methods = arabic.document.audience = {"قياس زمن الإفراج", "TRS"};
  arabic.document.note = arabic.document.rights_note = "العنوان بصياغتنا";
  arabic.document.sources = {
      {.title = "الجمارك", .publisher = "المال", .language = "ar", .kind = "primary"}};
  DocumentRecord plain = test::record("border-wait-times", "Border wait times", {"Lorries"});
  plain.document.sources = {{.title = "A report", .kind = "rewritten"}};
  for (DocumentRecord* one : {&nasty, &arabic, &plain}) {
    test::complete(*one);
    corpus.records.push_back(*one);
  }
  return corpus;
}

struct World {
  test::TemporaryFolder data{};
  fs::path folder = test::write_generation(data.path(), hostile_corpus());
  Library library{folder};
  Assets assets{kSite / "assets"};
  Pages pages{kSite, assets, {.missing = MissingName::Fails}};
  const Interface& english = pages.english();
  ViewContext context{library, english};
};

const World& world() {
  static const World kWorld;
  return kWorld;
}

bool contains(const std::string& text, const std::string& part) {
  return text.find(part) != std::string::npos;
}

std::string rendered(View view) { return world().pages.render(std::move(view), world().english); }

std::string document_page(const std::string& id) {
  const DocumentLookup lookup = world().library.document(id);
  REQUIRE(lookup.record.has_value());
  return rendered(document_view(world().context, *lookup.record));
}

View search_view_of(const std::string& parameters, const ViewContext& context) {
  return search_view(context, parse_search_query(parse_parameters(parameters)));
}

std::string search_page(const std::string& parameters) {
  return rendered(search_view_of(parameters, world().context));
}

std::string gone_page(const Manifest::Tombstone& tombstone) {
  return rendered(gone_view(world().context, tombstone));
}

std::string not_found_page(std::string_view path) {
  return rendered(not_found_view(world().context, path));
}

/// Every page of the site, rendered; of the many countries and themes each `step`-th one.
std::vector<std::string> every_page(const Interface& ui, std::size_t step) {
  const Library& library = world().library;
  const ViewContext context{library, ui};
  std::vector<View> all{home_view(context),
                        countries_view(context),
                        themes_view(context),
                        about_view(context),
                        api_view(context),
                        privacy_view(context),
                        accessibility_view(context),
                        not_found_view(context, "/documents/" + kHostile),
                        not_found_view(context, "/" + kHostile),
                        gone_view(context, {.title = kHostile, .reason = kHostile}),
                        gone_view(context, {.replacement = "arabic"})};
  const std::vector<std::string> countries = library.vocabulary().ids("countries");
  for (std::size_t i = 0; i < countries.size(); i += step)
    all.push_back(country_view(context, *library.vocabulary().find("countries", countries[i])));
  const std::vector<std::string> themes = library.vocabulary().ids("themes");
  for (std::size_t i = 0; i < themes.size(); i += step)
    all.push_back(theme_view(context, *library.vocabulary().find("themes", themes[i])));
  const SearchQuery everything{.per_page = 100};
  for (const Hit& hit : library.search(everything).hits)
    all.push_back(document_view(context, *library.document(hit.document.id).record));
  for (const char* parameters :
       {"", "q=risk", "group=passage", "q=%3Cscript%3E&country=%22%3E%3Cscript%3E&from=%3Cb%3E",
        "q=nothing-has-this&country=BO&theme=aeo&match=all&expand=off&in=nasty",
        "from=2012&to=2022&per_page=5&page=2", "sort=title&kind=conclusion&per_page=1&page=2",
        "page=9&group=cabbage&per_page=1000"})
    all.push_back(search_view_of(parameters, context));
  std::vector<std::string> pages;
  for (View& view : all) pages.push_back(world().pages.render(std::move(view), ui));
  return pages;
}

}  // namespace

TEST_CASE("tables and notes are named in the language of the interface") {
  const std::string page = document_page("nasty");
  CHECK(contains(page, "role=\"region\" tabindex=\"0\" aria-label=\"Table: &lt;Step&gt;\">"));
  CHECK(contains(page, "role=\"region\" tabindex=\"0\" aria-label=\"Table\">"));
  CHECK(contains(page, "<a role=\"doc-noteref\" aria-label=\"Note 1\" href=\"#note_1\""));
  CHECK(contains(page, "<a role=\"doc-backlink\" aria-label=\"Back to the text of note 1\""));
}

TEST_CASE("every page has all that its template asks for, one heading, and no markup of a text") {
  std::vector<std::string> pages;
  for (const Interface& ui : world().pages.interfaces())
    for (std::string& html : every_page(ui, &ui == &world().english ? 1 : 7))
      pages.push_back(std::move(html));
  CHECK(pages.size() > 200);
  for (const std::string& html : pages) {
    CAPTURE(html.substr(0, 400));
    CHECK_FALSE(test::has_inline_script(html));
    CHECK_FALSE(contains(html, "<b>"));
    CHECK(contains(html, "<h1"));
    CHECK(html.find("<h1") == html.rfind("<h1"));
    CHECK(html.size() < 40 * 1024);
  }
}

TEST_CASE("a document's page shows where the text comes from and warns of what it is not") {
  const std::string html = document_page("nasty");
  CHECK(contains(html,
                 "This text is based on a rewritten article; its statements are the "
                 "article’s, not the administration’s."));
  CHECK(contains(html, "This document has been superseded."));
  CHECK(contains(html, "href=\"https://example.org/?a=1&amp;b=&quot;\""));
  CHECK(contains(html, "href=\"/documents/arabic\" lang=\"ar\" dir=\"rtl\""));
  CHECK_FALSE(contains(html, "there-is-no-such-document"));
}

TEST_CASE("a title stands in its own language and direction, with the English one below") {
  const std::string html = document_page("arabic");
  CHECK(contains(html, "<h1 class=\"ep-title\" lang=\"ar\" dir=\"rtl\">دراسة زمن الإفراج</h1>"));
  CHECK(contains(html, "Time release study"));
}

TEST_CASE("a text without a source says so, and a source without a link too") {
  CHECK(contains(document_page("doc-001"), "No source is recorded for this text"));
  CHECK(contains(document_page("border-wait-times"), "<span>No address is known</span>"));
  CHECK_FALSE(contains(document_page("nasty"), "No address is known"));
}

TEST_CASE("whatever an author wrote freely is marked with its language and direction") {
  const std::string html = document_page("arabic");
  const std::string arabic = " lang=\"ar\" dir=\"rtl\">";
  for (const char* text : {"التاريخ غير مذكور", "قياس زمن الإفراج", "العنوان بصياغتنا"})
    CHECK(contains(html, "<bdi" + arabic + text + "</bdi>"));
  CHECK(contains(html, "<bdi lang=\"ar\" dir=\"ltr\">TRS</bdi>"));
  CHECK(contains(html, "<span><bdi" + arabic + "المال</bdi></span>"));
  CHECK(contains(html, "<bdi>arabic</bdi>"));  // the identifier is nobody's language
  CHECK(contains(html, "<section class=\"ep-section\" id=\"part-1\" dir=\"rtl\">"));
  CHECK_FALSE(
      contains(document_page("border-wait-times"), "<bdi lang"));  // English in an English page
}

TEST_CASE("what is left of a withdrawn document is marked with its language") {
  const std::string html =
      gone_page({.title = "Исследование", .reason = "Ошибка", .language = "ru"});
  CHECK(contains(html, "“<bdi lang=\"ru\" dir=\"ltr\">Исследование</bdi>” was withdrawn"));
  CHECK(contains(html, "Reason: <bdi lang=\"ru\" dir=\"ltr\">Ошибка</bdi>"));
  CHECK(contains(gone_page({.title = "A study", .reason = "Wrong"}),
                 "“<bdi>A study</bdi>” was withdrawn from the repository."));
}

TEST_CASE("every document tells how to cite it, and its print the address with it") {
  CHECK(contains(document_page("border-wait-times"),
                 "“<bdi>Border wait times</bdi>”, Entrepot [Rewritten article], "
                 "<bdi>/documents/border-wait-times</bdi>"));
  CHECK(contains(document_page("arabic"),
                 "“<bdi lang=\"ar\" dir=\"rtl\">دراسة زمن الإفراج</bdi>”, Entrepot, "
                 "<bdi>/documents/arabic</bdi>"));
  SearchQuery dated{.sort = Sort::NewestFirst, .per_page = 1};
  const Document document = world().library.search(dated).hits.at(0).document;
  CHECK(contains(document_page(document.id),
                 "</bdi>”, " + world().english.locale.date(document.date.value()) +
                     ", Entrepot [No source recorded], <bdi>/documents/" + document.id));
}

TEST_CASE("the example of a citation is in the reader's language") {
  CHECK(contains(rendered(about_view(world().context)), "Example: “<bdi>"));
}

TEST_CASE("every count beside a facet value, kinds too, is what its link finds") {
  std::size_t checked = 0;
  for (const char* parameters :
       {"", "q=risk", "country=BO", "group=passage", "group=passage&kind=lesson", "kind=lesson",
        "q=risk+window&country=BO&country=CL&theme=aeo"}) {
    const ParsedQuery parsed = parse_search_query(parse_parameters(parameters));
    const nlohmann::json body = search_view(world().context, parsed).body;
    for (const auto& facet : body.at("facet_list")) {
      for (const auto& value : facet.at("values")) {
        const std::string url = value.at("url");
        REQUIRE(url.starts_with("/search?"));
        const SearchQuery query = parse_search_query(parse_parameters(url.substr(8))).query;
        CAPTURE(url);
        CHECK(world().english.locale.number(world().library.search(query).found) ==
              value.at("count").get<std::string>());
        if (facet.at("name") == "kind") CHECK(query.group == Group::Passage);
        ++checked;
      }
    }
  }
  CHECK(checked > 60);
}

TEST_CASE("a mistake in a field is told beside it while the rest of the search works") {
  const std::string html = search_page("q=risk&from=soon&colour=blue");
  CHECK(contains(html, "value=\"soon\""));
  CHECK(contains(html, "aria-invalid=\"true\" aria-describedby=\"from-problem\""));
  CHECK(contains(html, "id=\"from-problem\""));
  CHECK(contains(html, "class=\"ep-hits\""));
  CHECK(contains(html, "write a year, a month or a day: 2022, 2022-02, 2022-02-08."));
  CHECK_FALSE(contains(html, "date_text"));
  CHECK(contains(search_page("q=%ff"),
                 "id=\"q-problem\">This is no text that can be searched; write a few words."));
  CHECK(contains(html, "“colour” in the address was not understood and is left out."));
}

TEST_CASE("a misspelt parameter leads to the search that was probably meant") {
  const auto warned = [](const std::string& text) { return "<p class=\"ep-warning\">" + text; };
  const std::string left_out = "“contry” in the address was not understood and is left out.";
  const std::string html = search_page("q=risk&contry=BO&theme=aeo&contry=CL&page=2");
  CHECK(contains(html,
                 warned(left_out + " <a href=\"/search?q=risk&amp;country=BO&amp;country=CL&amp;"
                                   "theme=aeo\">Did you mean “country”?</a></p>")));
  CHECK(html.find(left_out) == html.rfind(left_out));
  CHECK(contains(search_page("contry.not=BO"),
                 "<a href=\"/search?country.not=BO\">Did you mean “country.not”?</a>"));
  CHECK(contains(search_page("pge=2"), "<a href=\"/search?page=2\">Did you mean “page”?</a>"));
  CHECK(contains(search_page("pge=x"), warned("“pge” in the address was not understood and is "
                                              "left out.</p>")));
  CHECK(contains(search_page("%ff=BO"), warned("Something in the address was not understood")));
}

TEST_CASE("an unknown value leads to the nearest in its place and leaves the others alone") {
  const auto body = [](const char* parameters) {
    return search_view(world().context, parse_search_query(parse_parameters(parameters))).body;
  };
  const auto only = [&](const char* parameters) {
    const nlohmann::json list = body(parameters).at("warning_list");
    REQUIRE(list.size() == 1);
    return list.front();
  };
  CHECK(only("country=BOL&country=CL&page=2") ==
        nlohmann::json{{"text", "Country: “BOL” is not known here."},
                       {"pieces", test::one_piece("Did you mean Bolivia?")},
                       {"url", "/search?country=BO&country=CL"}});
  CHECK(only("country=BOL&country=BO").at("url") == "/search?country=BO");
  CHECK(only("in=nasti&q=risk") ==
        nlohmann::json{{"text", "There is no document “nasti” here."},
                       {"pieces", test::one_piece("Did you mean nasty?")},
                       {"url", "/search?q=risk&in=nasty"}});
  CHECK(only("country.not=BOL&country=CL").at("url") == "/search?country=CL&country.not=BO");
  CHECK(only("country=Atlantis").at("url") == "");
  CHECK(body("country=BO").at("warning_list").empty());
}

TEST_CASE("a search is titled by its words, its filters and its page") {
  const auto view = [](const std::string& parameters) {
    return search_view(world().context, parse_search_query(parse_parameters(parameters)));
  };
  const auto title = [&](const std::string& parameters) { return view(parameters).title; };
  CHECK(title("") == "Search");
  CHECK(title("q=risk") == "risk – Search");
  CHECK(title("country=BO&theme=risk-management") == "Bolivia, Risk management – Search");
  CHECK(title("q=risk&country=BO&page=2") == "risk: Bolivia, page 2 – Search");
  CHECK(title("page=2") == "page 2 – Search");
  CHECK(title("country.not=BO&theme.all=aeo&year=_none") ==
        "Year: Not stated, Authorized economic operator, not: Bolivia – Search");
  CHECK(title("from=2012&match=all&expand=off") == "From: 2012 – Search");
  CHECK(title("country=BO&country=CL&country=PE&theme=aeo&theme=single-window&type=case-study") ==
        "Bolivia, Chile, Peru, Authorized economic operator, 2 more – Search");
  CHECK(contains(search_page("country=BO&page=2"),
                 "Results for</span> <bdi>Bolivia</bdi><span class=\"ep-title__before\">, page 2"
                 "</span></h1>"));
  CHECK(
      contains(search_page(""), "<h1 class=\"ep-title ep-title--search\"><bdi>Search</bdi></h1>"));
}

TEST_CASE("words that are too long stay in the field, and nothing is listed") {
  std::string words;
  while (words.size() <= 512) words += (words.empty() ? "риск" : " риск");
  const std::string parameters = "country=BO&q=" + encode_parameter(words);
  const View view = search_view(world().context, parse_search_query(parse_parameters(parameters)));
  CHECK(view.title == "Search");
  CHECK(view.address == "/search?country=BO");
  CHECK(view.body.at("found_text") == "Nothing found");
  CHECK(view.body.at("hits").empty());
  CHECK(view.body.at("facet_list").empty());
  for (const auto& way : view.body.at("ways")) CHECK(way.at("count") != "0");
  CHECK(view.body.at("ways").at(0).at("url") == "/search?country=BO");
  CHECK(contains(view.body.at("chosen").at(0).at("url"), encode_parameter(words)));
  const std::string html = search_page(parameters);
  CHECK(contains(html, "value=\"" + words + "\""));
  CHECK(contains(html, "id=\"q-problem\">This is too long to be searched; write fewer words."));
  CHECK_FALSE(contains(html, "class=\"ep-hits\""));
  CHECK_FALSE(contains(search_page("q=%ff"), "class=\"ep-hits\""));
  CHECK(contains(search_page("q=risk&q=window"), "class=\"ep-hits\""));
}

TEST_CASE("what fits the search box can be searched in every alphabet") {
  const std::string html = search_page("");
  const std::string name = "name=\"q\" type=\"search\" maxlength=\"";
  const auto most = std::stoul(html.substr(html.find(name) + name.size()));
  std::string words;
  for (std::size_t i = 0; i < most; ++i) words += "ж";
  CHECK(parse_search_query({{"q", words}}).problems.empty());
}

TEST_CASE("bytes that are no text are not shown again") {
  for (const char* parameters : {"from=%ff", "to=%00x", "q=%c3%28", "country=%ff", "page=%ff",
                                 "%ff=1", "group=%ed%a0%80", "in=%ff", "facets=%ff"}) {
    CAPTURE(parameters);
    const std::string html = search_page(parameters);
    CHECK_FALSE(find_invalid_utf8(html).has_value());
  }
  CHECK_FALSE(find_invalid_utf8(not_found_page("/documents/\xff-x")).has_value());
}

TEST_CASE("words that nothing has are told before the results, with those the results rest on") {
  const auto body = [](const char* parameters) {
    return search_view(world().context, parse_search_query(parse_parameters(parameters))).body;
  };
  CHECK(body("q=risk").at("missing_text") == "");
  CHECK(body("q=zzzz").at("missing_text") == "Nothing here has “zzzz”.");
  const nlohmann::json some = body("q=risk+zzzz&country=BO");
  REQUIRE(some.at("has_hits") == true);
  CHECK(some.at("missing_text") == "Nothing here has “zzzz”. These have “risk”.");
  CHECK(some.at("any_text") == "");
  const std::string html = search_page("q=risk+zzzz");
  CHECK(html.find("class=\"ep-warning\"") < html.find("class=\"ep-hits\""));
}

TEST_CASE("beside a filter with a chosen value it says what the numbers mean") {
  const nlohmann::json body =
      search_view(world().context, parse_search_query(parse_parameters("country=BO"))).body;
  for (const auto& facet : body.at("facet_list")) {
    const bool chosen = facet.at("name") == "country";
    REQUIRE(facet.at("chosen") == chosen);
    const auto& notes = facet.at("notes");
    const auto alone = world().english.strings.text("search.each_alone");
    CHECK((std::find(notes.begin(), notes.end(), alone) != notes.end()) == chosen);
    if (!chosen) continue;
    REQUIRE(facet.at("values").size() > 1);
    for (const auto& value : facet.at("values"))
      CHECK(value.at("checked") == (value.at("value") == "BO"));
  }
}

TEST_CASE("new words keep the filters, and the canonical address is in the schema's order") {
  const std::string html = search_page("theme=aeo&q=risk&country=BO&page=1");
  for (const char* field : {"name=\"country\" value=\"BO\"", "name=\"theme\" value=\"aeo\""})
    CHECK_MESSAGE(contains(html, std::string(field) + " form=\"find\" checked>"), field);
  CHECK(contains(html,
                 "<link rel=\"canonical\" href=\"/search?q=risk&amp;country=BO&amp;theme=aeo\">"));
}

TEST_CASE("new words keep what was ruled out and what must all be there") {
  const std::string html =
      search_page("country.not=BO&theme.all=aeo&theme.all=risk-management&year=_none");
  for (const char* field : {"name=\"country.not\" value=\"BO\"", "name=\"theme.all\" value=\"aeo\"",
                            "name=\"theme.all\" value=\"risk-management\""})
    CHECK_MESSAGE(contains(html, std::string("<input type=\"hidden\" ") + field + ">"), field);
  CHECK(contains(html, "name=\"year\" value=\"_none\" form=\"find\" checked>"));
}

TEST_CASE("what was ruled out and what must all be there is told in words, each with a way out") {
  const nlohmann::json body =
      search_view(world().context,
                  parse_search_query(parse_parameters("country=_none&theme.all=aeo&theme.all="
                                                      "risk-management&country.not=BO&page=2")))
          .body;
  CHECK(body.at("chosen") ==
        nlohmann::json::array(
            {{{"pieces", test::one_piece("Country: Not stated")},
              {"url", "/search?country.not=BO&theme.all=aeo&theme.all=risk-management"}},
             {{"pieces", test::one_piece("Theme, all of: Authorized economic operator")},
              {"url", "/search?country=_none&country.not=BO&theme.all=risk-management"}},
             {{"pieces", test::one_piece("Theme, all of: Risk management")},
              {"url", "/search?country=_none&country.not=BO&theme.all=aeo"}},
             {{"pieces", test::one_piece("Country, not: Bolivia")},
              {"url", "/search?country=_none&theme.all=aeo&theme.all=risk-management"}}}));
  CHECK(body.at("clear_url") == "/search");
}

TEST_CASE("where nothing is found, only ways that find something are offered") {
  const ParsedQuery parsed = parse_search_query(parse_parameters("q=zzzz&match=all&country=BO"));
  const nlohmann::json body = search_view(world().context, parsed).body;
  REQUIRE(body.at("found") == 0);
  REQUIRE_FALSE(body.at("ways").empty());
  for (const auto& way : body.at("ways")) {
    const std::string url = way.at("url");
    const SearchQuery query = parse_search_query(parse_parameters(url.substr(8))).query;
    CHECK(world().english.locale.number(world().library.search(query).found) ==
          way.at("count").get<std::string>());
    CHECK(way.at("count") != "0");
  }
}

TEST_CASE("an address of no document suggests near ids only, with the marks of their sources") {
  const auto near = [](const std::string& path) {
    std::vector<std::string> urls;
    const nlohmann::json body = not_found_view(world().context, path).body;
    for (const auto& document : body.at("near")) urls.push_back(document.at("url"));
    return urls;
  };
  const std::vector<std::string> wait_times{"/documents/border-wait-times"};
  CHECK(near("/documents/border-wait-tmies") == wait_times);
  CHECK(near("/documents/Border_Wait") == wait_times);
  CHECK(near("/documents/wait-for-us").empty());
  CHECK(near("/documents/arabic-study").empty());
  CHECK(near("/documents/risk-management").empty());  // words of many texts, but no id like it
  CHECK(near("/countries/nasty").empty());
  CHECK(near("/documents/-").empty());
  CHECK(contains(not_found_page("/documents/border-wait"),
                 "<span class=\"ep-mark ep-mark--rewritten\">Rewritten article</span>"));
}
