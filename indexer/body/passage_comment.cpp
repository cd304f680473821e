#include "indexer/body/passage_comment.h"

#include <fmt/format.h>

#include <algorithm>
#include <array>

#include "indexer/front_matter/value_reader.h"
#include "model/text/unicode.h"

namespace entrepot {
namespace {

constexpr std::string_view kSpace = " \t\n";
constexpr std::string_view kPassage = "passage";

/// A key that takes ids of a vocabulary of the same name.
struct TagKey {
  std::string_view name{};
  std::string_view one{};  ///< What messages call a value.
  std::vector<std::string> Tags::*values = nullptr;
};
const std::array kTagKeys{
    TagKey{"countries", "country", &Tags::countries},
    TagKey{"themes", "theme", &Tags::themes},
    TagKey{"programmes", "programme", &Tags::programmes},
    TagKey{"organisations", "organisation", &Tags::organisations},
    TagKey{"measures", "measure", &Tags::measures},
};

/// Unlike an id, it may be an item's ("lessons.2") or a repeat's ("lessons~2").
bool is_former_anchor(std::string value) {
  std::replace_if(
      value.begin(), value.end(), [](char c) { return c == '.' || c == '~'; }, 'x');
  return to_anchor(value) == value;
}

class CommentReader {
 public:
  CommentReader(const CommentText& comment, const Vocabulary& vocabulary, std::size_t& hints,
                Diagnostics& problems)
      : comment_(comment), vocabulary_(vocabulary), hints_(hints), problems_(problems) {
    out_.where = comment.where;
  }

  PassageComment read() {
    const std::string_view text = comment_.inside;
    std::size_t at = text.find(':') + 1;
    for (bool first = true; (at = text.find_first_not_of(kSpace, at)) != std::string_view::npos;
         first = false) {
      const std::size_t end = std::min(text.find_first_of(kSpace, at), text.size());
      read_word(text.substr(at, end - at), at, first);
      at = end;
    }
    if (!out_.tags.countries.empty())
      out_.tags.regions = vocabulary_.regions_of(out_.tags.countries);
    return out_;
  }

 private:
  void read_word(std::string_view word, std::size_t at, bool first) {
    const std::size_t equals = word.find('=');
    if (equals == std::string_view::npos) {
      read_kind(word, at, first);
      return;
    }
    const std::string key(word.substr(0, equals));
    if (std::find(seen_.begin(), seen_.end(), key) != seen_.end()) {
      error(at, fmt::format("'{}=' stands twice; write all its values after one", key));
      return;
    }
    seen_.push_back(key);
    const auto tag = std::find_if(kTagKeys.begin(), kTagKeys.end(),
                                  [&](const TagKey& one) { return one.name == key; });
    if (tag == kTagKeys.end() && key != "id" && key != "was") {
      std::vector<std::string> known{"id", "was"};
      for (const TagKey& one : kTagKeys) known.emplace_back(one.name);
      const std::string near = may_guess() ? nearest(key, known) : std::string();
      error(at, fmt::format("unknown key '{}'; {}", key,
                            near.empty() ? fmt::format("the keys are {}", fmt::join(known, ", "))
                                         : fmt::format("write '{}'", near)));
      return;
    }
    for (std::size_t begin = equals + 1; begin <= word.size();) {
      const std::size_t end = std::min(word.find(',', begin), word.size());
      const std::string value(word.substr(begin, end - begin));
      if (value.empty())
        error(at + begin, fmt::format("'{}=' lacks a value; write {}=VALUE{} without spaces", key,
                                      key, key == "id" ? "" : ",VALUE"));
      else if (tag != kTagKeys.end())
        read_tag(*tag, value, at + begin);
      else
        read_anchor(key, value, at + begin);
      begin = end + 1;
    }
  }

  void read_kind(std::string_view word, std::size_t at, bool first) {
    if (!first) {
      error(at, fmt::format("'{}' is no KEY=VALUE; the kind stands first and lists have commas "
                            "and no spaces",
                            word));
    } else if (is_unknown("kinds", word)) {
      error(at, fmt::format("unknown kind '{}'{}", word, hint("kinds", std::string(word))));
    } else {
      out_.kind = word;
      warn_if_retired("kinds", "kind", out_.kind, at);
    }
  }

  void warn_if_retired(std::string_view list, std::string_view noun, const std::string& value,
                       std::size_t at) {
    if (const std::string now = vocabulary_.current_id(list, value); now != value)
      report(Severity::Warning, at,
             fmt::format("the {} '{}' is no longer used; write '{}'", noun, value, now));
  }

  void read_tag(const TagKey& key, const std::string& value, std::size_t at) {
    if (is_unknown(key.name, value)) {
      error(at, fmt::format("unknown {} '{}'{}", key.one, value, hint(key.name, value)));
      return;
    }
    warn_if_retired(key.name, key.one, value, at);
    std::vector<std::string>& values = out_.tags.*key.values;
    if (std::find(values.begin(), values.end(), value) == values.end()) values.push_back(value);
  }

  void read_anchor(const std::string& key, const std::string& value, std::size_t at) {
    const bool id = key == "id";
    if (id && !out_.id.empty()) {
      error(at, "a passage has one id; write the others after was=");
    } else if (id && to_anchor(value) != value) {
      const std::string proper = to_anchor(value);
      error(at, fmt::format("'{}' is no anchor; write '{}'", value,
                            proper.empty() ? std::string("lower-case-words") : proper));
    } else if (id && value.size() > kMaxAnchorBytes) {
      error(at,
            fmt::format("an anchor of {} bytes; write at most {}", value.size(), kMaxAnchorBytes));
    } else if (id) {
      out_.id = value;
      out_.id_where = comment_.locate(at);
    } else if (!is_former_anchor(value)) {
      error(at, fmt::format("'{}' was never an anchor; write it as it stood in addresses", value));
    } else {
      if (out_.was.empty()) out_.was_where = comment_.locate(at);
      out_.was.push_back(value);
    }
  }

  /// A list that could not be read would make every one of its ids look wrong.
  [[nodiscard]] bool is_unknown(std::string_view list, std::string_view id) const {
    return vocabulary_.lists.contains(list) && vocabulary_.find(list, id) == nullptr;
  }

  /// Whether the file has not had its share of guesses; takes one.
  bool may_guess() { return hints_ < kMaxHints && ++hints_ > 0; }

  std::string hint(std::string_view list, const std::string& text) {
    return may_guess() ? value_hint(vocabulary_, list, text)
                       : fmt::format("; see vocabulary/{}.yaml", list);
  }

  void error(std::size_t at, std::string message) { report(Severity::Error, at, message); }

  void report(Severity severity, std::size_t at, std::string message) {
    problems_.push_back(
        {.where = comment_.locate(at), .severity = severity, .message = std::move(message)});
  }

  const CommentText& comment_;
  const Vocabulary& vocabulary_;
  std::size_t& hints_;
  Diagnostics& problems_;
  PassageComment out_{};
  std::vector<std::string> seen_{};
};

}  // namespace

bool is_passage_comment(std::string_view inside) {
  const std::size_t begin = inside.find_first_not_of(kSpace);
  if (begin == std::string_view::npos || !inside.substr(begin).starts_with(kPassage)) return false;
  const std::size_t colon = inside.find_first_not_of(kSpace, begin + kPassage.size());
  return colon != std::string_view::npos && inside[colon] == ':';
}

PassageComment parse_passage_comment(const CommentText& comment, const Vocabulary& vocabulary,
                                     std::size_t& hints, Diagnostics& problems) {
  return CommentReader(comment, vocabulary, hints, problems).read();
}

}  // namespace entrepot
