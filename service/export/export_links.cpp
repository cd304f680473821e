#include "service/export/export_links.h"

#include <optional>

namespace entrepot {

Relink ExportLinks::of_page(const std::string& file) const {
  return [this, file](const PageLink& one) { return link(file, one); };
}

std::optional<std::string> ExportLinks::link(const std::string& file, const PageLink& one) const {
  std::optional<SiteAddress> target = site_address(one.address);
  if (!target) return one.address;
  // A chain of redirections is never longer than the list of them.
  for (std::size_t steps = 0; steps < site_.moved.size(); ++steps) {
    auto moved = site_.moved.find(target->asked());
    if (moved == site_.moved.end()) moved = site_.moved.find(target->path);
    if (moved == site_.moved.end()) break;
    const SiteAddress before = *target;
    target = moved->second;
    if (target->query.empty()) target->query = before.query;
    if (target->fragment.empty()) target->fragment = before.fragment;
  }
  const bool is_search = site_.scope.search_base(target->path) != nullptr;
  const bool asks = one.attribute == "action" || one.attribute == "formaction";
  const std::string* const name = is_search ? site_.names.find(target->path)
                                  : asks    ? nullptr
                                            : site_.names.find(target->asked());
  if (name != nullptr) {
    std::string out = relative_link(file, *name);
    if (is_search && !target->query.empty()) out += "?" + target->query;
    return target->fragment.empty() ? out : out + "#" + target->fragment;
  }
  if (site_.public_url.empty()) return {};
  return site_.public_url + one.address;
}

}  // namespace entrepot
