#include "service/pages/view_html.h"

#include <fmt/format.h>

#include <algorithm>
#include <array>
#include <utility>

#include "service/formats/api_json.h"

namespace entrepot {
namespace {

/// "&amp;" and its like as the characters they stand for.
std::string unescape_html(std::string text) {
  constexpr std::array<std::pair<std::string_view, char>, 5> kEntities{
      {{"&lt;", '<'}, {"&gt;", '>'}, {"&quot;", '"'}, {"&#39;", '\''}, {"&amp;", '&'}}};
  for (const auto& [entity, character] : kEntities)
    for (std::size_t at = text.find(entity); at != std::string::npos;
         at = text.find(entity, at + 1))
      text.replace(at, entity.size(), 1, character);
  return text;
}

/// The first words of a list item or of a table's head: plain text up to its end, or to a list or
/// notes in it.
std::string first_words(std::string_view html) {
  constexpr std::size_t kMostWords = 8;
  constexpr std::array<std::string_view, 5> kEnds{"</li", "<ul", "<ol", "</thead",
                                                  "<div class=\"ep-notes\""};
  std::string out, word;
  std::size_t words = 0;
  const auto end_word = [&] {
    if (word.empty()) return;
    out += (out.empty() ? "" : " ") + word;
    word.clear();
    ++words;
  };
  bool whole = true;
  for (std::size_t at = 0; at < html.size(); ++at) {
    const std::string_view rest = html.substr(at);
    if (std::any_of(kEnds.begin(), kEnds.end(),
                    [&](std::string_view end) { return rest.starts_with(end); }))
      break;
    if (rest.starts_with("<sup>")) at = std::min(html.find("</sup>", at), html.size() - 1);
    const bool space = html[at] == ' ' || html[at] == '\n' || html[at] == '\t';
    if (space || rest.starts_with("</p") || rest.starts_with("<br") || rest.starts_with("</t"))
      end_word();
    if (html[at] == '<') {
      at = std::min(html.find('>', at), html.size() - 1);
    } else if (!space) {
      if (words == kMostWords) {
        whole = false;
        break;
      }
      word += html[at];
    }
  }
  end_word();
  return unescape_html(std::move(out)) + (whole ? "" : "…");
}

/// Reads a section once from begin to end, and stops where something is to be added.
class SectionPlacer {
 public:
  SectionPlacer(std::string_view html, std::string_view base, const SectionLabels& labels)
      : html_(html), base_(base), labels_(labels) {
    for (std::size_t i = 0; i < kStops.size(); ++i) next_[i] = html_.find(kStops[i]);
  }

  std::string place() {
    for (;;) {
      const auto first = std::min_element(next_.begin(), next_.end());
      if (*first == std::string_view::npos) break;
      out_ += html_.substr(at_, *first - at_);
      const auto stop = static_cast<std::size_t>(first - next_.begin());
      at_ = *first + kStops[stop].size();
      add(stop);
      for (std::size_t i = 0; i < kStops.size(); ++i)
        if (next_[i] < at_) next_[i] = html_.find(kStops[i], at_);
    }
    return std::move(out_) + std::string(html_.substr(at_));
  }

 private:
  // Attribute values are escaped, so that none of these can stand inside one or in plain text.
  static constexpr std::array<std::string_view, 6> kStops{
      "href=\"entrepot:",          "<li id=\"",
      "<div class=\"ep-table\">",  "<a role=\"doc-noteref\" ",
      "<a role=\"doc-backlink\" ", "<span class=\"ep-note__number\">"};

  void add(std::size_t stop) {
    switch (stop) {
      case 0:
        out_ += fmt::format("href=\"{}/documents/", base_);
        break;
      case 1:
        add_item();
        break;
      case 2:
        out_ +=
            fmt::format("<div class=\"ep-table\" role=\"region\" tabindex=\"0\" aria-label=\"{}\">",
                        escape_html(labels_.table(first_words(html_.substr(at_)))));
        break;
      case 3: {
        const std::size_t end = html_.find('>', at_);
        out_ += named(kStops[stop],
                      labels_.note(text_to_tag(end == std::string_view::npos ? at_ : end + 1)));
        break;
      }
      case 4:
        out_ += named(kStops[stop], labels_.back(note_));
        break;
      default:
        note_ = text_to_tag(at_);
        out_ += kStops[stop];
        break;
    }
  }

  void add_item() {
    const std::string anchor(html_.substr(at_, html_.find('"', at_) - at_));
    at_ = std::min(html_.find('>', at_), html_.size() - 1) + 1;
    const std::string words = first_words(html_.substr(at_));
    out_ += fmt::format(
        "<li class=\"ep-item\" id=\"{0}\"><a class=\"ep-permalink\" href=\"#{0}\" data-copy "
        "aria-label=\"{1}\"></a>",
        anchor, escape_html(labels_.permalink(words.empty() ? anchor : words)));
  }

  static std::string named(std::string_view link, const std::string& label) {
    return fmt::format("{}aria-label=\"{}\" ", link, escape_html(label));
  }

  [[nodiscard]] std::string text_to_tag(std::size_t begin) const {
    return std::string(html_.substr(begin, html_.find('<', begin) - begin));
  }

  std::string_view html_, base_;
  const SectionLabels& labels_;
  std::array<std::size_t, kStops.size()> next_{};  ///< Where each stop stands next.
  std::size_t at_ = 0;
  std::string note_{};  ///< The number of the note that is printed.
  std::string out_{};
};

}  // namespace

std::string place_section_html(std::string_view html, std::string_view base,
                               const SectionLabels& labels) {
  SectionPlacer placer(html, base, labels);
  return placer.place();
}

}  // namespace entrepot
