#include "service/export/site_address.h"

#include <cctype>

namespace entrepot {
namespace {

int digit(char c) {
  if (c >= '0' && c <= '9') return c - '0';
  const char small = static_cast<char>(std::tolower(static_cast<unsigned char>(c)));
  return small >= 'a' && small <= 'f' ? small - 'a' + 10 : -1;
}

std::string decoded(std::string_view path) {
  std::string out;
  for (std::size_t i = 0; i < path.size(); ++i) {
    const bool is_code =
        path[i] == '%' && i + 2 < path.size() && digit(path[i + 1]) >= 0 && digit(path[i + 2]) >= 0;
    out += is_code ? static_cast<char>(digit(path[i + 1]) * 16 + digit(path[i + 2])) : path[i];
    if (is_code) i += 2;
  }
  return out;
}

}  // namespace

std::string SiteAddress::asked() const {
  return query.empty() || is_asset() ? path : path + "?" + query;
}

std::optional<SiteAddress> site_address(std::string_view link) {
  if (!link.starts_with('/') || link.starts_with("//")) return {};
  SiteAddress out;
  if (const std::size_t hash = link.find('#'); hash != std::string_view::npos) {
    out.fragment = link.substr(hash + 1);
    link = link.substr(0, hash);
  }
  if (const std::size_t mark = link.find('?'); mark != std::string_view::npos) {
    out.query = link.substr(mark + 1);
    link = link.substr(0, mark);
  }
  out.path = decoded(link);
  return out;
}

}  // namespace entrepot
