#include <doctest/doctest.h>
#include <fmt/format.h>

#include <filesystem>

#include "service/pages/pages.h"
#include "service/pages/views.h"
#include "tests/service/test_generation.h"

using namespace entrepot;
namespace fs = std::filesystem;

namespace {

const fs::path kSite = fs::path(ENTREPOT_SOURCE_DIR) / "site";
constexpr const char* kLesson = "Sign a maintenance contract before scanners arrive";

struct Told {
  std::string id{}, title{}, kind{};
  std::vector<std::string> countries{};
  std::string date{};
};

/// Documents that draw the same lesson, twice each, among others that do not.
test::TestCorpus corpus(const std::vector<Told>& told) {
  test::TestCorpus out{.vocabulary = test::small_vocabulary()};
  for (const Told& one : told) {
    DocumentRecord record = test::record(one.id, one.title, {kLesson, kLesson});
    record.document.tags = {.countries = one.countries, .themes = {"single-window"}};
    std::string problem;
    record.document.date = parse_edtf(one.date, problem);
    for (Passage& passage : record.passages) passage.kind = one.kind;
    out.records.push_back(record);
  }
  for (int i = 0; i < 100; ++i)
    out.records.push_back(test::record(fmt::format("other-{:03}", i), "Other", {"Other words"}));
  for (DocumentRecord& record : out.records) test::complete(record);
  return out;
}

struct World {
  test::TemporaryFolder data{};
  Library library;
  Assets assets{kSite / "assets"};
  Pages pages{kSite, assets, {.missing = MissingName::Fails}};

  explicit World(test::TestCorpus of) : library(test::write_generation(data.path(), of)) {}

  [[nodiscard]] const Interface& interface(const std::string& language) const {
    for (const Interface& one : pages.interfaces())
      if (one.locale.language() == language) return one;
    return pages.english();
  }

  [[nodiscard]] std::string search(const std::string& parameters,
                                   const std::string& language = "en") const {
    const Interface& ui = interface(language);
    const ParsedQuery query = parse_search_query(parse_parameters(parameters));
    return pages.render(search_view({library, ui}, query), ui);
  }
};

/// What it says of where else, one line a card; links by what they lead to.
std::vector<std::string> lines(const std::string& html) {
  std::vector<std::string> out;
  constexpr std::string_view kBegin = "<p class=\"ep-also\">", kEnd = "</p>";
  for (std::size_t at = html.find(kBegin); at != std::string::npos; at = html.find(kBegin, at)) {
    at += kBegin.size();
    out.push_back(html.substr(at, html.find(kEnd, at) - at));
  }
  return out;
}

bool contains(const std::string& text, const std::string& part) {
  return text.find(part) != std::string::npos;
}

const World& world() {
  static const World kWorld(
      corpus({{"bo-1", "Scanners of <La Paz>", "lesson", {"BO"}, "2021"},
              {"pe-1", "Scanners of Callao", "lesson", {"PE"}, "2007/2014"}}));
  return kWorld;
}

}  // namespace

TEST_CASE("a quoted passage says where else its lesson was drawn, with a link named in full") {
  const std::vector<std::string> said =
      lines(world().search("q=scanners&group=passage&country=PE"));
  REQUIRE(said.size() == 2);
  CHECK(contains(said[0], "Also learned in: "));
  CHECK(contains(said[0],
                 "<a href=\"/documents/bo-1#part-1\">Bolivia, 2021 "
                 "<span class=\"ep-hidden\">Scanners of &lt;La Paz&gt;</span></a>"));
  CHECK(contains(lines(world().search("q=scanners&group=passage&country=BO")).at(0),
                 ">Peru, 2007–2014 <"));
}

TEST_CASE("in a list of documents it says so of the first passage of each") {
  const std::string page = world().search("q=contract");
  CHECK(lines(page).size() == 2);
  std::size_t quotes = 0;
  for (std::size_t at = 0; (at = page.find("ep-quote__text", at)) != std::string::npos; ++at)
    ++quotes;
  CHECK(quotes == 4);
}

TEST_CASE("where no other drew it, nothing is said") {
  CHECK(lines(world().search("q=other&group=passage")).empty());
}

TEST_CASE("countries, years and titles are told in the language of the interface") {
  const std::vector<std::string> said =
      lines(world().search("q=scanners&group=passage&country=PE", "fr"));
  REQUIRE(said.size() == 2);
  CHECK(contains(said[0],
                 "<a href=\"/fr/documents/bo-1#part-1\">Bolivie, 2021 <span "
                 "class=\"ep-hidden\" lang=\"en\" dir=\"ltr\">"));
}

TEST_CASE("what belongs to several countries, or to none, goes by its title") {
  const World several(corpus({{"first", "First text", "lesson", {"BO"}, "2021"},
                              {"region", "A region's text", "lesson", {"PE", "CL"}, "2020"},
                              {"world", "A text without countries", "lesson", {}, ""}}));
  const std::string said = lines(several.search("q=scanners&group=passage&country=BO")).at(0);
  CHECK(contains(said, "<a href=\"/documents/region#part-1\"><bdi>A region&apos;s text</bdi></a>"));
  CHECK(contains(said, "<bdi>A text without countries</bdi>"));
}

TEST_CASE("it says what the others made of it: their kind, or none where they differ") {
  const World mixed(corpus({{"lesson", "Lesson", "lesson", {"BO"}, "2021"},
                            {"advice", "Advice", "recommendation", {"PE"}, "2020"},
                            {"challenge", "Challenge", "challenge", {"BO"}, "2019"},
                            {"challenge-2", "Challenge", "challenge", {"PE"}, "2019"}}));
  const auto said = [&mixed](const std::string& id) {
    return lines(mixed.search("q=scanners&group=passage&in=" + id)).at(0);
  };
  CHECK(contains(said("lesson"), "Also recommended in: "));
  CHECK(contains(said("advice"), "Also learned in: "));
  CHECK(contains(said("challenge"), "Also met in: "));
  const World differing(corpus({{"lesson", "Lesson", "lesson", {"BO"}, "2021"},
                                {"advice", "Advice", "recommendation", {"PE"}, "2020"},
                                {"conclusion", "Conclusion", "conclusion", {"CL"}, "2019"}}));
  CHECK(contains(lines(differing.search("q=scanners&group=passage&in=lesson")).at(0),
                 "Also said in: "));
}

TEST_CASE("every kind that draws a lesson has its words, in every language") {
  for (const char* kind : {"lesson", "outcome", "challenge"})
    for (const std::string& one : like_kinds(kind))
      CHECK_FALSE(world().pages.english().strings.text("also." + one).empty());
}
