#include "service/http/http.h"

#include <algorithm>

namespace entrepot {

std::string_view HttpRequest::header(std::string_view name) const {
  const auto found = headers.find(std::string(name));
  return found == headers.end() ? std::string_view{} : std::string_view(found->second);
}

void HttpResponse::set_header(std::string name, std::string value) {
  const auto same = std::find_if(headers.begin(), headers.end(),
                                 [&](const auto& header) { return header.first == name; });
  if (same != headers.end()) {
    same->second = std::move(value);
  } else {
    headers.emplace_back(std::move(name), std::move(value));
  }
}

}  // namespace entrepot
