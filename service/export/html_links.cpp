#include "service/export/html_links.h"

#include <fmt/format.h>

#include <algorithm>
#include <initializer_list>
#include <utility>

#include "service/export/html_tags.h"
#include "service/formats/api_json.h"

namespace entrepot {
namespace {

constexpr std::string_view kSpace = " \t\n\r\f";

bool is_one_of(std::string_view name, std::initializer_list<std::string_view> names) {
  return std::find(names.begin(), names.end(), name) != names.end();
}

bool is_link(std::string_view attribute) {
  return is_one_of(attribute,
                   {"href", "src", "srcset", "action", "formaction", "poster", "xlink:href"});
}

/// "a.png 1x, b.png 2x" as its addresses and what follows each.
std::vector<std::pair<std::string, std::string>> candidates(std::string_view srcset) {
  std::vector<std::pair<std::string, std::string>> out;
  for (std::size_t at = 0; at < srcset.size();) {
    at = std::min(srcset.find_first_not_of(" \t\n\r\f,", at), srcset.size());
    const std::size_t address_end = std::min(srcset.find_first_of(kSpace, at), srcset.size());
    const std::size_t end = std::min(srcset.find(',', address_end), srcset.size());
    if (address_end > at)
      out.emplace_back(srcset.substr(at, address_end - at),
                       srcset.substr(address_end, end - address_end));
    at = end;
  }
  return out;
}

class Rewriter {
 public:
  Rewriter(std::string_view html, const Relink& relink) : html_(html), relink_(relink) {}

  std::string run() {
    HtmlTagReader reader(html_);
    while (const std::optional<HtmlTag> tag = reader.next()) rewrite(*tag);
    keep_until(html_.size());
    return std::move(out_);
  }

 private:
  void keep_until(std::size_t end) {
    if (end > kept_) out_ += html_.substr(kept_, end - kept_);
    kept_ = std::max(kept_, end);
  }
  void replace(std::size_t begin, std::size_t end, std::string_view with) {
    keep_until(begin);
    out_ += with;
    kept_ = std::max(kept_, end);
  }

  [[nodiscard]] std::string value(const HtmlAttribute& one) const {
    return decoded_value(html_.substr(one.value_begin, one.value_end - one.value_begin));
  }

  /// The attribute's new value; nothing if it leads nowhere.
  [[nodiscard]] std::optional<std::string> relinked(const HtmlTag& tag,
                                                    const HtmlAttribute& one) const {
    if (one.name != "srcset")
      return relink_({.element = tag.element, .attribute = one.name, .address = value(one)});
    std::string out;
    for (const auto& [address, size] : candidates(value(one)))
      if (const auto link =
              relink_({.element = tag.element, .attribute = one.name, .address = address}))
        out += (out.empty() ? "" : ", ") + *link + size;
    if (out.empty()) return {};
    return out;
  }

  void rewrite(const HtmlTag& tag) {
    const HtmlAttribute* type = tag.find("type");
    if (tag.element == "script" && type != nullptr && value(*type) == "module")
      module_ = type;
    else
      module_ = nullptr;
    bool leads_nowhere = false;
    std::vector<std::pair<const HtmlAttribute*, std::string>> changed;
    for (const HtmlAttribute& one : tag.attributes) {
      if (!is_link(one.name) || one.value_begin == one.value_end) continue;
      const std::optional<std::string> link = relinked(tag, one);
      if (!link && tag.element == "link") return drop_line(tag);
      if (link && *link == value(one)) continue;
      leads_nowhere = leads_nowhere || !link;
      changed.emplace_back(&one,
                           link ? fmt::format(" {}=\"{}\"", one.name, escape_html(*link)) : "");
    }
    const bool hidden =
        leads_nowhere &&
        (tag.element == "form" ||
         (tag.element == "a" && (tag.find("download") != nullptr || tag.find("type") != nullptr)));
    for (const HtmlAttribute& one : tag.attributes) {
      const auto change = std::find_if(changed.begin(), changed.end(),
                                       [&](const auto& entry) { return entry.first == &one; });
      if (change != changed.end()) {
        const bool gone = change->second.empty();
        replace(one.begin, one.end, gone && hidden ? " hidden" : change->second);
      } else if (&one == module_) {
        replace(one.begin, one.end, " defer");
      } else if (leads_nowhere && tag.element == "a" &&
                 is_one_of(one.name,
                           {"rel", "type", "hreflang", "download", "data-copy", "target"})) {
        replace(one.begin, one.end, "");
      }
    }
  }

  void drop_line(const HtmlTag& tag) {
    const bool whole_line = (tag.begin == 0 || html_[tag.begin - 1] == '\n') &&
                            tag.end < html_.size() && html_[tag.end] == '\n';
    replace(tag.begin, tag.end + (whole_line ? 1 : 0), "");
  }

  std::string_view html_;
  const Relink& relink_;
  std::string out_{};
  std::size_t kept_ = 0;
  const HtmlAttribute* module_ = nullptr;
};

}  // namespace

std::vector<PageLink> links_of(std::string_view html) {
  std::vector<PageLink> out;
  (void)with_links(html, [&out](const PageLink& link) {
    out.push_back(link);
    return std::optional(link.address);
  });
  return out;
}

std::string with_links(std::string_view html, const Relink& relink) {
  return Rewriter(html, relink).run();
}

}  // namespace entrepot
