#include <doctest/doctest.h>
#include <fmt/format.h>

#include <algorithm>
#include <set>

#include "service/pages/view_peers.h"
#include "tests/service/pages/browsing_world.h"
#include "tests/service/pages/page_counts.h"

using namespace entrepot;
using nlohmann::json;
using test::BrowsingWorld;
using test::contains;

namespace {

const BrowsingWorld& world() { return BrowsingWorld::shared(); }

std::vector<std::string> labels(const json& entries) {
  std::vector<std::string> out;
  for (const json& one : entries) out.push_back(one.at("label"));
  return out;
}

std::string top_of(const std::string& theme) {
  const Concept& one = *world().vocabulary().find("themes", theme);
  return one.broader.empty() ? theme : top_of(one.broader);
}

}  // namespace

TEST_CASE("in the list of countries those without documents are folded, and said to be without") {
  const json regions = countries_view(world().context()).body.at("regions");
  REQUIRE(regions.size() == 3);
  CHECK(labels(regions[0].at("countries")) == std::vector<std::string>{"Bolivia", "Chile", "Peru"});
  CHECK(labels(regions[0].at("others")) == std::vector<std::string>{"Argentina"});
  CHECK(regions[0].at("others_text") == "1 member without documents yet");
  CHECK(regions[1].at("has_countries") == false);
  CHECK(labels(regions[2].at("others")) == std::vector<std::string>{"Nauru"});
  CHECK(regions[2].at("others_text") == "1 country or territory without documents yet");
}

TEST_CASE("the themes a country has and those it lacks are together all main themes") {
  std::set<std::string> all;
  for (const std::string& id : world().vocabulary().ids("themes"))
    if (world().vocabulary().find("themes", id)->replaced_by.empty()) all.insert(top_of(id));
  for (const std::string& id : world().vocabulary().ids("countries")) {
    CAPTURE(id);
    const json body = world().view("countries", id).body;
    if (!body.at("has_documents")) {
      CHECK(body.at("has_missing") == false);
      continue;
    }
    const auto ids = [](const json& entries) {
      std::set<std::string> out;
      for (const json& one : entries)
        out.insert(one.at("url").get<std::string>().substr(std::string("/themes/").size()));
      return out;
    };
    std::set<std::string> covered;
    for (const std::string& theme : ids(body.at("themes").at("items")))
      covered.insert(top_of(theme));
    const std::set<std::string> missing = ids(body.at("missing"));
    CHECK(missing.contains("revenue"));
    CHECK_FALSE(missing.contains("compliance"));  // a theme beneath it is there
    for (const std::string& theme : missing) CHECK_FALSE(covered.contains(theme));
    covered.insert(missing.begin(), missing.end());
    CHECK(covered == all);
  }
}

TEST_CASE("peers are neighbours, or of the same region or group, each with the reason") {
  const auto reasons = [](const std::string& of, const std::string& peer) {
    const json body = world().view("countries", of).body;
    std::vector<std::string> out;
    for (const json& row : body.at("peers"))
      if (row.at("label") == peer)
        for (const json& reason : row.at("reasons")) out.push_back(reason.at("text"));
    return out;
  };
  CHECK(reasons("BO", "Peru") ==
        std::vector<std::string>{"Neighbour by land", "Andean Community", "Same WCO region"});
  CHECK(reasons("CL", "Peru") == std::vector<std::string>{"Andean Community", "Same WCO region"});
  CHECK(reasons("AR", "Bolivia") ==
        std::vector<std::string>{"Neighbour by land", "Same WCO region"});
  CHECK(reasons("MN", "Bolivia") == std::vector<std::string>{"Landlocked developing countries"});
  CHECK(reasons("MN", "Peru").empty());
  CHECK(reasons("BO", "Bolivia").empty());
  CHECK(reasons("BO", "Argentina").empty());  // it has no document to compare with
}

TEST_CASE("what leads to a part of a country's page is called as that part is") {
  for (const char* country : {"BO", "CL", "AR", "MN"}) {
    const json body = world().view("countries", country).body;
    std::size_t found = 0;
    for (const json& jump : body.at("jumps")) {
      if (jump.at("jump_to") != "peers") continue;
      CHECK(jump.at("jump_text") == body.at("peers_heading"));
      ++found;
    }
    CHECK(found == 1);
  }
}

TEST_CASE("neighbours come first, then those with the most themes in common, at most eight") {
  test::TestCorpus corpus{.vocabulary = test::small_vocabulary()};
  const auto add = [&](const std::string& country, const std::vector<std::string>& themes) {
    DocumentRecord one =
        test::record(fmt::format("doc-{:03}", corpus.records.size()), "Window", {"A text"});
    one.document.tags.countries = {country};
    one.document.tags.themes = themes;
    test::complete(one);
    corpus.records.push_back(std::move(one));
  };
  const std::vector<std::string> themes{"risk-management", "single-window", "aeo"};
  auto& countries = corpus.vocabulary.lists.find("countries")->second;
  Concept region{.id = "R", .label = {{"en", "Region"}}};
  countries.clear();
  for (char letter = 'A'; letter <= 'L'; ++letter) {
    const std::string code{'A', letter};
    countries.push_back({.id = code, .label = {{"en", fmt::format("Country {}", letter)}}});
    region.members.push_back(code);
    const auto shared = static_cast<std::ptrdiff_t>((letter - 'A') % 4);
    add(code,
        letter == 'A' ? themes : std::vector<std::string>(themes.begin(), themes.begin() + shared));
  }
  countries.front().borders = {"AE"};  // no theme in common
  corpus.vocabulary.lists.find("regions")->second = {region};
  const BrowsingWorld own(corpus);
  const std::vector<Peer> peers =
      peers_of(*own.vocabulary().find("countries", "AA"), own.context());
  REQUIRE(peers.size() == 8);
  CHECK(peers.front().country == "AE");
  CHECK(peers.front().shared_themes == 0);
  for (std::size_t i = 2; i < peers.size(); ++i)
    CHECK(peers[i - 1].shared_themes >= peers[i].shared_themes);
  CHECK(peers[1].country == "AD");
  CHECK(peers[1].shared_themes == 3);
}

TEST_CASE("a country without documents says so, where it is, and who is like it") {
  const std::string mongolia = world().page("countries", "MN");
  CHECK(contains(mongolia, "No document is about Mongolia yet."));
  CHECK(contains(mongolia, "WCO region: <a href=\"/regions/AP\">Asia/Pacific</a>"));
  CHECK(contains(mongolia, "<a href=\"/countries/BO\">Bolivia</a>"));
  CHECK(
      contains(mongolia, "<a href=\"/search?q=Mongolia\">Search for texts that name Mongolia</a>"));
  CHECK_FALSE(contains(mongolia, "/compare?"));
  const std::string nauru = world().page("countries", "NR");
  CHECK(contains(nauru, "In none of the six regions"));
  CHECK(contains(nauru, "Look among all countries"));
}

TEST_CASE("a country leads to its comparison with the best peer, its timeline and its feed") {
  const std::string html = world().page("countries", "BO");
  CHECK((contains(html,
                  "<a href=\"/compare?country=BO&amp;country=PE\">Compare Bolivia with Peru"
                  "</a>") ||
         contains(html,
                  "<a href=\"/compare?country=BO&amp;country=CL\">Compare Bolivia with Chile"
                  "</a>")));
  CHECK(contains(html, "href=\"/search.atom?country=BO\""));
  CHECK(contains(html, "href=\"/timeline?country=BO\""));
  CHECK(contains(world().page("countries", "BO", "fr"), "href=\"/fr/timeline?country=BO\""));
  CHECK(contains(world().page("countries", "BO", "ar"),
                 "href=\"/search.atom?country=BO&amp;ui=ar\""));
}

TEST_CASE("programmes that name a country are on its page even without a document about it") {
  const json body = world().view("countries", "AR").body;
  CHECK(labels(body.at("programmes").at("items")) == std::vector<std::string>{"Reform programme"});
  CHECK(body.at("programmes").at("items")[0].at("count") == "");
  CHECK(world().view("countries", "BO").body.at("programmes").at("items")[0].at("count") != "");
}

TEST_CASE("names that the interface's language lacks are marked as English") {
  const std::string html = world().page("countries", "BO", "fr");
  CHECK(contains(html, "lang=\"en\" dir=\"ltr\">Andean Community"));
  CHECK(contains(html, "<h1 class=\"ep-title\">Bolivie</h1>"));
}

TEST_CASE("the page of a country with hundreds of documents stays small") {
  test::TestCorpus corpus = test::random_corpus(3, 700);
  for (DocumentRecord& record : corpus.records) record.document.tags.countries = {"BO"};
  const BrowsingWorld big(corpus);
  const std::string html = big.page("countries", "BO");
  CHECK(html.size() < 60 * 1024);
  CHECK(contains(html, "The 20 most recent are listed here."));
  test::check_counts(html, big.library(), big.ui("en"));
}
