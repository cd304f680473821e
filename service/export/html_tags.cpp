#include "service/export/html_tags.h"

#include <algorithm>
#include <array>
#include <cctype>
#include <cstdlib>
#include <utility>

#include "model/text/code_points.h"

namespace entrepot {
namespace {

constexpr std::string_view kSpace = " \t\n\r\f";

std::string small(std::string_view text) {
  std::string out(text);
  std::transform(out.begin(), out.end(), out.begin(),
                 [](unsigned char c) { return static_cast<char>(std::tolower(c)); });
  return out;
}

/// The character of "amp", "#39" or "#x27"; empty if there is none of that name among those we
/// write.
std::string character_of(std::string_view name) {
  constexpr std::array<std::pair<std::string_view, std::string_view>, 5> kNamed{
      {{"amp", "&"}, {"lt", "<"}, {"gt", ">"}, {"quot", "\""}, {"apos", "'"}}};
  for (const auto& [known, character] : kNamed)
    if (name == known) return std::string(character);
  if (name.size() < 2 || name[0] != '#') return {};
  const bool is_hex = name[1] == 'x' || name[1] == 'X';
  const std::string digits(name.substr(is_hex ? 2 : 1));
  char* end = nullptr;
  const long number = std::strtol(digits.c_str(), &end, is_hex ? 16 : 10);
  if (digits.empty() || *end != '\0' || number <= 0 || number > 0x10FFFF) return {};
  std::string out;
  text::append_code_point(out, static_cast<UChar32>(number));
  return out;
}

}  // namespace

const HtmlAttribute* HtmlTag::find(std::string_view name) const {
  const auto found = std::find_if(attributes.begin(), attributes.end(),
                                  [&](const HtmlAttribute& one) { return one.name == name; });
  return found == attributes.end() ? nullptr : &*found;
}

std::optional<HtmlTag> HtmlTagReader::next() {
  while (true) {
    at_ = std::min(html_.find('<', at_), html_.size());
    if (at_ == html_.size()) return {};
    if (html_.substr(at_).starts_with("<!--")) {
      skip_past("-->", 4);
    } else if (at_ + 1 < html_.size() &&
               std::isalpha(static_cast<unsigned char>(html_[at_ + 1])) != 0) {
      HtmlTag tag = read_tag();
      if (tag.element == "script" || tag.element == "style") skip_to_end_of(tag.element);
      return tag;
    } else {
      ++at_;
    }
  }
}

void HtmlTagReader::skip_past(std::string_view mark, std::size_t from) {
  const std::size_t found = html_.find(mark, at_ + from);
  at_ = found == std::string_view::npos ? html_.size() : found + mark.size();
}

void HtmlTagReader::skip_to_end_of(const std::string& element) {
  for (; at_ < html_.size(); ++at_)
    if (html_.substr(at_, 2) == "</" && small(html_.substr(at_ + 2, element.size())) == element)
      return;
}

std::size_t HtmlTagReader::end_of(std::string_view enders, std::size_t from) const {
  return std::min(html_.find_first_of(enders, from), html_.size());
}

HtmlTag HtmlTagReader::read_tag() {
  HtmlTag tag{.begin = at_};
  const std::size_t name_end = end_of(" \t\n\r\f/>", at_ + 1);
  tag.element = small(html_.substr(at_ + 1, name_end - at_ - 1));
  at_ = name_end;
  while (at_ < html_.size()) {
    const std::size_t begin = at_;
    at_ = std::min(html_.find_first_not_of(" \t\n\r\f/", at_), html_.size());
    if (at_ == html_.size()) break;
    if (html_[at_] == '>') {
      ++at_;
      break;
    }
    tag.attributes.push_back(read_attribute(begin));
  }
  tag.end = at_;
  return tag;
}

HtmlAttribute HtmlTagReader::read_attribute(std::size_t begin) {
  HtmlAttribute one{.begin = begin};
  const std::size_t name_end = end_of(" \t\n\r\f/>=", at_ + 1);
  one.name = small(html_.substr(at_, name_end - at_));
  at_ = name_end;
  one.value_begin = one.value_end = at_;
  const std::size_t equals = std::min(html_.find_first_not_of(kSpace, at_), html_.size());
  if (equals < html_.size() && html_[equals] == '=') {
    at_ = std::min(html_.find_first_not_of(kSpace, equals + 1), html_.size());
    read_value(one);
  }
  one.end = at_;
  return one;
}

void HtmlTagReader::read_value(HtmlAttribute& one) {
  const bool is_quoted = at_ < html_.size() && (html_[at_] == '"' || html_[at_] == '\'');
  one.value_begin = is_quoted ? at_ + 1 : at_;
  one.value_end = is_quoted ? std::min(html_.find(html_[at_], at_ + 1), html_.size())
                            : end_of(" \t\n\r\f>", at_);
  at_ = std::min(one.value_end + (is_quoted ? 1 : 0), html_.size());
}

std::string decoded_value(std::string_view value) {
  std::string out;
  for (std::size_t at = 0; at < value.size(); ++at) {
    const std::size_t end = value[at] == '&' ? value.find(';', at) : std::string_view::npos;
    const std::string character =
        end == std::string_view::npos ? "" : character_of(value.substr(at + 1, end - at - 1));
    out += character.empty() ? std::string(1, value[at]) : character;
    if (!character.empty()) at = end;
  }
  return out;
}

}  // namespace entrepot
