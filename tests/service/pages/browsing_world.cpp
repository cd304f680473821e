#include "tests/service/pages/browsing_world.h"

#include <algorithm>
#include <filesystem>
#include <regex>
#include <stdexcept>

namespace entrepot::test {
namespace {

namespace fs = std::filesystem;

const fs::path& site_folder() {
  static const fs::path kSite = fs::path(ENTREPOT_SOURCE_DIR) / "site";
  return kSite;
}

Concept& entry(Vocabulary& vocabulary, std::string_view list, std::string_view id) {
  for (Concept& one : vocabulary.lists.find(list)->second)
    if (one.id == id) return one;
  throw std::logic_error("no such entry");
}

Vocabulary browsing_vocabulary() {
  Vocabulary vocabulary = small_vocabulary();
  const auto add = [&](std::string_view list, Concept one) {
    vocabulary.lists.find(list)->second.push_back(std::move(one));
  };
  const auto named = [](std::string id, std::string en) {
    return Concept{.id = std::move(id), .label = {{"en", std::move(en)}}};
  };
  add("countries", named("AR", "Argentina"));
  add("countries", named("MN", "Mongolia"));
  add("countries", named("NR", "Nauru"));
  entry(vocabulary, "countries", "AR").borders = {"BO", "CL"};
  entry(vocabulary, "countries", "BO").borders = {"AR", "CL", "PE"};
  add("regions", named("AMS", "Americas"));
  entry(vocabulary, "regions", "AMS").members = {"PE", "BO", "CL", "AR"};
  add("regions", named("AP", "Asia/Pacific"));
  entry(vocabulary, "regions", "AP").members = {"MN"};
  add("groups", named("lldc", "Landlocked developing countries"));
  entry(vocabulary, "groups", "lldc").members = {"BO", "MN"};
  add("groups", named("andean", "Andean Community"));
  entry(vocabulary, "groups", "andean").members = {"BO", "PE", "CL"};
  add("themes", named("compliance", "Risk and compliance"));
  add("themes", named("revenue", "Revenue"));
  add("themes", named("old-theme", "Trusted traders"));
  entry(vocabulary, "themes", "risk-management").broader = "compliance";
  entry(vocabulary, "themes", "risk-management").refs = {"tfa:7.4", "tfa:9"};
  entry(vocabulary, "themes", "aeo").note = "Who is trusted.";
  entry(vocabulary, "themes", "old-theme").replaced_by = "aeo";
  add("measures", named("tfa:9", "TFA 9"));
  add("organisations", named("wco", "World Customs Organization"));
  add("programmes", named("reform", "Reform programme"));
  Concept& reform = entry(vocabulary, "programmes", "reform");
  reform.years = {"2018-12", "2024-02"};
  reform.lead = "wco";
  reform.countries = {"BO", "AR"};
  add("programmes", named("old-reform", "Old name"));
  entry(vocabulary, "programmes", "old-reform").replaced_by = "reform";
  add("programmes", named("quiet", "Quiet programme"));
  entry(vocabulary, "programmes", "quiet").years = {"2014"};
  return vocabulary;
}

}  // namespace

TestCorpus browsing_corpus() {
  TestCorpus corpus = random_corpus(11, 60);
  corpus.vocabulary = browsing_vocabulary();
  for (std::size_t i = 0; i < corpus.records.size(); ++i) {
    DocumentRecord& record = corpus.records[i];
    if (!record.document.tags.countries.empty()) record.document.tags.regions = {"AMS"};
    if (i % 3 == 0) record.document.tags.programmes = {"reform"};
    complete(record);
  }
  return corpus;
}

BrowsingWorld::BrowsingWorld(const TestCorpus& corpus)
    : library_(write_generation(data_.path(), corpus)),
      assets_(site_folder() / "assets"),
      pages_(site_folder(), assets_, {.missing = MissingName::Fails}) {}

const BrowsingWorld& BrowsingWorld::shared() {
  static const BrowsingWorld kWorld(browsing_corpus());
  return kWorld;
}

const Interface& BrowsingWorld::ui(std::string_view language) const {
  const auto found =
      std::find_if(interfaces().begin(), interfaces().end(),
                   [&](const Interface& one) { return one.locale.language() == language; });
  if (found == interfaces().end()) throw std::logic_error("no such language");
  return *found;
}

View BrowsingWorld::view(std::string_view list, std::string_view id,
                         std::string_view language) const {
  const Concept* one = vocabulary().find(list, id);
  if (one == nullptr) throw std::logic_error("no such entry");
  const ViewContext context = this->context(language);
  if (list == "countries") return country_view(context, *one);
  if (list == "themes") return theme_view(context, *one);
  if (list == "programmes") return programme_view(context, *one);
  return region_view(context, *one);
}

std::vector<std::string> links_of(const std::string& html) {
  const std::regex link(R"re( href="(/[^"]*)")re");
  std::vector<std::string> links;
  for (std::sregex_iterator match(html.begin(), html.end(), link), end; match != end; ++match)
    links.push_back(std::regex_replace((*match)[1].str(), std::regex("&amp;"), "&"));
  return links;
}

bool contains(const std::string& text, std::string_view part) {
  return text.find(part) != std::string::npos;
}

}  // namespace entrepot::test
