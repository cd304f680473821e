#pragma once

#include <optional>
#include <string>
#include <string_view>
#include <vector>

/// The start tags of our own pages, which are well-formed HTML, with their places: no general
/// parser, but quotes of either sort or none, comments, and scripts and styles that look like tags
/// are read as browsers do.
namespace entrepot {

/// An attribute by its places in the page.
struct HtmlAttribute {
  std::size_t begin = 0, end = 0;              ///< With the white space before it.
  std::string name{};                          ///< In small letters.
  std::size_t value_begin = 0, value_end = 0;  ///< Without its quotes; equal if it has none.
};

struct HtmlTag {
  std::size_t begin = 0, end = 0;
  std::string element{};  ///< In small letters.
  std::vector<HtmlAttribute> attributes{};

  /// @return nullptr if it has none of that name.
  [[nodiscard]] const HtmlAttribute* find(std::string_view name) const;
};

/// Goes from start tag to start tag.
class HtmlTagReader {
 public:
  /// @param html outlives this.
  explicit HtmlTagReader(std::string_view html) : html_(html) {}

  /// The next one; nothing at the end.
  [[nodiscard]] std::optional<HtmlTag> next();

 private:
  void skip_past(std::string_view mark, std::size_t from);
  void skip_to_end_of(const std::string& element);
  [[nodiscard]] std::size_t end_of(std::string_view enders, std::size_t from) const;
  HtmlTag read_tag();
  HtmlAttribute read_attribute(std::size_t begin);
  void read_value(HtmlAttribute& one);

  std::string_view html_;
  std::size_t at_ = 0;
};

/// An attribute's value as what it stands for: "a&amp;b" is "a&b". Of named characters it knows
/// those that our templates write.
[[nodiscard]] std::string decoded_value(std::string_view value);

}  // namespace entrepot
