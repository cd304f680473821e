#include "service/pages/view_peers.h"

#include <algorithm>
#include <tuple>

#include "service/pages/view_parts.h"
#include "service/pages/view_profile.h"
#include "service/search/cross_counts.h"

namespace entrepot {
namespace {

using nlohmann::json;

constexpr std::size_t kMostPeers = 8;
constexpr std::size_t kMostReasons = 3;  ///< Of one peer; the most telling come first.

bool has(const std::vector<std::string>& list, const std::string& value) {
  return std::find(list.begin(), list.end(), value) != list.end();
}

/// Sets how many themes each peer has in common with a country, all in one pass.
void count_shared_themes(std::vector<Peer>& peers, const std::string& country,
                         const ViewContext& context) {
  CrossAxis countries{.facet = "country", .groups = {{country}}}, themes{.facet = "theme"};
  for (const Peer& peer : peers) countries.groups.push_back({peer.country});
  for (const std::string& id : context.library.vocabulary().ids("themes"))
    themes.groups.push_back({id});
  const CrossCounts counts = context.library.cross_counts({}, countries, themes);
  for (std::size_t i = 0; i < peers.size(); ++i)
    for (std::size_t theme = 0; theme < themes.groups.size(); ++theme)
      if (counts.at(0, theme) > 0 && counts.at(i + 1, theme) > 0) ++peers[i].shared_themes;
}

/// {text, lang, dir} of each reason: the border, then groups, which say more the smaller they are,
/// then the region.
json reasons_of(const Peer& peer, const ViewContext& context) {
  json reasons = json::array();
  const auto add = [&](const Name& name) {
    const json label = label_json(name, context);
    if (reasons.size() < kMostReasons)
      reasons.push_back({{"text", label.at("label")},
                         {"reason_lang", label.at("label_lang")},
                         {"reason_dir", label.at("label_dir")}});
  };
  if (peer.neighbour) add(context.ui.strings.text("country.neighbour"));
  for (const std::string& id : peer.groups) add(name_of("groups", id, context));
  if (peer.same_region) add(context.ui.strings.text("country.same_region"));
  return reasons;
}

}  // namespace

std::vector<std::string> groups_of(const std::string& country, const Vocabulary& vocabulary) {
  std::vector<const Concept*> groups;
  if (const auto list = vocabulary.lists.find("groups"); list != vocabulary.lists.end())
    for (const Concept& group : list->second)
      if (has(group.members, country)) groups.push_back(&group);
  std::stable_sort(groups.begin(), groups.end(), [](const Concept* a, const Concept* b) {
    return a->members.size() < b->members.size();
  });
  std::vector<std::string> ids;
  for (const Concept* group : groups) ids.push_back(group->id);
  return ids;
}

std::vector<Peer> peers_of(const Concept& country, const ViewContext& context) {
  const Vocabulary& vocabulary = context.library.vocabulary();
  const std::vector<std::string> regions = vocabulary.regions_of({country.id}),
                                 groups = groups_of(country.id, vocabulary);
  std::vector<Peer> peers;
  for (const auto& [id, count] : counts_by_id("country", facet_query("", {}), context)) {
    if (id == country.id || vocabulary.find("countries", id) == nullptr) continue;
    Peer peer{.country = id, .documents = count, .neighbour = has(country.borders, id)};
    for (const std::string& region : vocabulary.regions_of({id}))
      peer.same_region = peer.same_region || has(regions, region);
    for (const std::string& group : groups)
      if (has(vocabulary.find("groups", group)->members, id)) peer.groups.push_back(group);
    if (!peer.neighbour && !peer.same_region && peer.groups.empty()) continue;
    peers.push_back(std::move(peer));
  }
  count_shared_themes(peers, country.id, context);
  std::sort(peers.begin(), peers.end(), [&](const Peer& a, const Peer& b) {
    const auto left = std::tie(b.neighbour, b.shared_themes, b.documents),
               right = std::tie(a.neighbour, a.shared_themes, a.documents);
    if (left != right) return left < right;
    return context.ui.locale.sorts_before(context.label("countries", a.country),
                                          context.label("countries", b.country));
  });
  if (peers.size() > kMostPeers) peers.resize(kMostPeers);
  return peers;
}

json peer_rows(const std::vector<Peer>& peers, const ViewContext& context) {
  json rows = json::array();
  for (const Peer& peer : peers) {
    json row = counted_link(kCountryPages, peer.country, peer.documents, {}, context);
    row["reasons"] = reasons_of(peer, context);
    row["shared_text"] = peer.shared_themes == 0
                             ? ""
                             : context.ui.strings.count("country.shared_themes", peer.shared_themes,
                                                        context.ui.locale);
    rows.push_back(std::move(row));
  }
  return rows;
}

}  // namespace entrepot
