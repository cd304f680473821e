#pragma once

#include <cstddef>
#include <nlohmann/json.hpp>
#include <string>

/// What tests of pages ask of their HTML.
namespace entrepot::test {

inline std::size_t count_of(const std::string& text, const std::string& part) {
  std::size_t count = 0;
  for (std::size_t at = text.find(part); at != std::string::npos; at = text.find(part, at + 1))
    ++count;
  return count;
}

/// What the partial phrase is given for a text in the page's language.
inline nlohmann::json one_piece(const std::string& text) {
  return nlohmann::json::array({{{"text", text}, {"lang", ""}, {"dir", ""}}});
}

/// Whether there is a script that is no file of the site. One block of data is none: browsers never
/// run it.
inline bool has_inline_script(const std::string& html) {
  const std::size_t data = count_of(html, "<script type=\"application/ld+json\">{");
  return data > 1 || count_of(html, "<script") !=
                         data + count_of(html, "<script type=\"module\" src=\"/assets/js/");
}

}  // namespace entrepot::test
