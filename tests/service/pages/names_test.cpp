#include <doctest/doctest.h>

#include <filesystem>
#include <random>

#include "service/pages/pages.h"
#include "service/pages/view_names.h"
#include "service/pages/views.h"
#include "tests/service/pages/html_checks.h"
#include "tests/service/test_generation.h"

using namespace entrepot;
using nlohmann::json;
namespace fs = std::filesystem;

namespace {

const fs::path kSite = fs::path(ENTREPOT_SOURCE_DIR) / "site";

/// Documents of an administration and a theme; the vocabulary has a French name of neither.
struct World {
  test::TemporaryFolder data{};
  Library library;
  Assets assets{kSite / "assets"};
  Pages pages{kSite, assets, {.missing = MissingName::Fails}};

  World() : library(test::write_generation(data.path(), corpus())) {}

  static test::TestCorpus corpus() {
    test::TestCorpus out{.vocabulary = test::small_vocabulary()};
    auto& lists = out.vocabulary.lists;
    lists.find("administrations")
        ->second.push_back({.id = "bo-customs", .label = {{"en", "Customs of Bolivia"}}});
    lists.find("organisations")
        ->second.push_back({.id = "wco", .label = {{"en", "WCO"}, {"fr", "OMD"}}});
    lists.find("themes")->second.push_back({.id = "audit", .label = {{"en", "Audit"}}});
    for (int i = 0; i < 3; ++i) {
      DocumentRecord record = test::record("doc-" + std::to_string(i), "Title", {"Some words"});
      record.document.tags = {.countries = {"BO"}, .themes = {i == 0 ? "aeo" : "audit"}};
      if (i < 2) record.document.tags.administrations = {"bo-customs"};
      if (i == 2) record.document.tags.organisations = {"wco"};
      test::complete(record);
      out.records.push_back(record);
    }
    return out;
  }

  [[nodiscard]] ViewContext context(const std::string& language) const {
    for (const Interface& one : pages.interfaces())
      if (one.locale.language() == language) return {library, one};
    return {library, pages.english()};
  }
};

const World& world() {
  static const World kWorld;
  return kWorld;
}

std::string told(const json& pieces) {
  std::string out;
  for (const json& piece : pieces) out += piece.at("text").get<std::string>();
  return out;
}

bool contains(const std::string& text, const std::string& part) {
  return text.find(part) != std::string::npos;
}

}  // namespace

TEST_CASE("a name is English where there is none in the page's language, of every sort of entry") {
  const ViewContext french = world().context("fr"), english = world().context("en");
  CHECK(name_of("themes", "audit", french).language == "en");
  CHECK(name_of("themes", "aeo", french).language.empty());
  CHECK(facet_name("organisation", "bo-customs", french).text == "Customs of Bolivia");
  CHECK(facet_name("organisation", "bo-customs", french).language == "en");
  CHECK(facet_name("organisation", "wco", french).language.empty());
  CHECK(facet_name("theme", "_none", french).language.empty());
  CHECK(name_called("Audit", french).language == "en");
  CHECK(name_called("WCO", french).language.empty());
  CHECK(name_called("no entry", french).language.empty());
  for (const char* id : {"audit", "aeo", "none"})
    CHECK(name_of("themes", id, english).language.empty());
  CHECK(label_json(name_of("themes", "audit", french), french) ==
        json{{"label", "Audit"}, {"label_lang", "en"}, {"label_dir", "ltr"}});
}

TEST_CASE("in a phrase each foreign name stands by itself, the longer where two begin together") {
  const ViewContext french = world().context("fr");
  const std::vector<Name> names{{"Audit", "en"}, {"Audit trail", "en"}, "thème", {"", "en"}};
  const json pieces = phrase("thème : Audit trail, Audit", names, french);
  REQUIRE(pieces.size() == 4);
  CHECK(pieces[0].at("text") == "thème : ");
  CHECK(pieces[1] == json{{"text", "Audit trail"}, {"lang", "en"}, {"dir", "ltr"}});
  CHECK(pieces[2] == json{{"text", ", "}, {"lang", ""}, {"dir", ""}});
  CHECK(pieces[3].at("lang") == "en");
  CHECK(phrase("nothing of these", names, french) == test::one_piece("nothing of these"));
  CHECK(phrase("", names, french).empty());
}

TEST_CASE("whatever the names, a phrase says its text, and no name is left in a piece unmarked") {
  std::mt19937 random(7);
  const ViewContext french = world().context("fr");
  const auto word = [&random](std::size_t most) {
    std::string out;
    for (std::size_t n = random() % (most + 1); n > 0; --n) out += "ab c"[random() % 4];
    return out;
  };
  for (int i = 0; i < 2000; ++i) {
    const std::string text = word(20);
    const std::vector<Name> names{{word(3), "en"}, {word(3), "en"}, word(3)};
    const json pieces = phrase(text, names, french);
    CHECK(told(pieces) == text);
    for (const json& piece : pieces)
      for (const Name& name : names)
        if (!name.text.empty() && !name.language.empty() && piece.at("lang") == "")
          CHECK_FALSE(contains(piece.at("text"), name.text));
  }
}

TEST_CASE(
    "names in chips, headings and facets are marked in other interfaces, and not in English") {
  const auto page = [](const std::string& language, const std::string& parameters) {
    const ViewContext context = world().context(language);
    const ParsedQuery query = parse_search_query(parse_parameters(parameters));
    return world().pages.render(search_view(context, query), context.ui);
  };
  const std::string mark = "<bdi lang=\"en\" dir=\"ltr\">Customs of Bolivia</bdi>";
  const std::string french = page("fr", "organisation=bo-customs");
  CHECK(test::count_of(french, mark) == 3);  // heading, chip, and the way on without it
  CHECK(contains(page("fr", ""), "lang=\"en\" dir=\"ltr\">Customs of Bolivia</label>"));
  CHECK(contains(page("fr", "organisation=bo-custom"), mark));  // what was probably meant
  CHECK(contains(page("fr", "q=customs+of+bolivia&organisation=wco&theme=aeo"), mark));
  CHECK_FALSE(contains(page("en", "organisation=bo-customs"), mark));
  CHECK(contains(page("fr", "in=doc-1"), "<bdi lang=\"en\" dir=\"ltr\">Title</bdi>"));
}
