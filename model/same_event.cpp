#include "model/same_event.h"

#include <algorithm>
#include <string>

namespace entrepot {
namespace {

bool have_theme_in_common(const Tags& a, const Tags& b) {
  return std::any_of(a.themes.begin(), a.themes.end(), [&b](const std::string& theme) {
    return std::find(b.themes.begin(), b.themes.end(), theme) != b.themes.end();
  });
}

}  // namespace

bool is_same_event(const Document& a, const Document& b) {
  if (!a.date || !b.date || a.tags.countries.empty() || b.tags.countries.empty()) return false;
  return first_day(*a.date) <= last_day(*b.date) && first_day(*b.date) <= last_day(*a.date) &&
         a.tags.countries.front() == b.tags.countries.front() &&
         have_theme_in_common(a.tags, b.tags);
}

}  // namespace entrepot
