#include "indexer/body/link_target.h"

#include <algorithm>

#include "model/text/unicode.h"

namespace entrepot {
namespace {

constexpr std::string_view kAllowed =
    "write an http:, https: or mailto: address, the file name of a document (other-id.md or "
    "other-id.md#anchor) or #anchor";

std::string ascii_lower(std::string_view text) {
  std::string out(text);
  for (char& c : out)
    if (c >= 'A' && c <= 'Z') c = static_cast<char>(c - 'A' + 'a');
  return out;
}

int hex_digit(char c) {
  if (c >= '0' && c <= '9') return c - '0';
  if (c >= 'a' && c <= 'f') return c - 'a' + 10;
  if (c >= 'A' && c <= 'F') return c - 'A' + 10;
  return -1;
}

std::string percent_decoded(std::string_view text) {
  std::string out;
  for (std::size_t i = 0; i < text.size(); ++i) {
    const int high = text[i] == '%' && i + 2 < text.size() ? hex_digit(text[i + 1]) : -1;
    const int low = high >= 0 ? hex_digit(text[i + 2]) : -1;
    if (low < 0) {
      out += text[i];
      continue;
    }
    out += static_cast<char>(high * 16 + low);
    i += 2;
  }
  return out;
}

bool is_document_id(std::string_view id) {
  return id.size() >= 3 && id.size() <= 80 &&
         id.find_first_not_of("abcdefghijklmnopqrstuvwxyz0123456789-") == std::string_view::npos;
}

bool is_web_address(std::string_view url) {
  const std::string lower = ascii_lower(url.substr(0, 8));
  for (const std::string_view scheme : {"http://", "https://"})
    if (lower.starts_with(scheme))
      return url.size() > scheme.size() &&
             std::string_view("/?#:@ ").find(url[scheme.size()]) == std::string_view::npos;
  return lower.starts_with("mailto:") && url.find('@') != std::string_view::npos;
}

LinkTarget refused(std::string advice) { return {.advice = std::move(advice)}; }

}  // namespace

LinkTarget parse_link_target(std::string_view url) {
  if (is_web_address(url)) return {.kind = LinkTarget::Kind::Web};
  const std::size_t hash = std::min(url.find('#'), url.size());
  const std::string_view path = url.substr(0, hash);
  const std::string anchor = percent_decoded(url.substr(std::min(hash + 1, url.size())));
  if (find_invalid_utf8(anchor)) return refused("write the anchor in UTF-8");
  if (path.empty())
    return anchor.empty() ? refused(std::string(kAllowed))
                          : LinkTarget{.kind = LinkTarget::Kind::Document, .anchor = anchor};
  const std::string_view name = path.substr(path.rfind('/') + 1);  // npos + 1 is 0
  if (name.ends_with(".md") && is_document_id(name.substr(0, name.size() - 3))) {
    if (path == name)
      return {.kind = LinkTarget::Kind::Document,
              .document = std::string(name.substr(0, name.size() - 3)),
              .anchor = anchor};
    if (path.find(':') == std::string_view::npos && !path.starts_with("//"))
      return refused("write '" + std::string(name) + std::string(url.substr(hash)) +
                     "', without its folder");
  }
  if (path.starts_with("//") && path.size() > 2)
    return refused("write 'https:" + std::string(cut_utf8(url, 80)) + "'");
  if (ascii_lower(path.substr(0, 4)) == "www.")
    return refused("write 'https://" + std::string(cut_utf8(url, 80)) + "'");
  if (is_document_id(path))
    return refused("write '" + std::string(path) + ".md" + std::string(url.substr(hash)) + "'");
  return refused(std::string(kAllowed));
}

}  // namespace entrepot
