#include "indexer/source/yaml.h"

#include <fmt/format.h>
#include <yaml-cpp/eventhandler.h>
#include <yaml-cpp/exceptions.h>
#include <yaml-cpp/parser.h>

#include <algorithm>
#include <map>
#include <sstream>

#include "indexer/source/yaml_messages.h"
#include "model/text/unicode.h"

namespace entrepot {
namespace {

/// Thrown where reading on makes no sense. The problem has been reported already.
struct Stop {};

/// Bytes to lines and columns. Parsing moves forwards, so each look-up starts where the last one
/// ended and a whole block costs one pass.
class Places {
 public:
  Places(std::string_view text, std::string file, std::size_t first_line)
      : text_(text), file_(std::move(file)), first_line_(first_line), line_(first_line) {}

  [[nodiscard]] Location at(std::size_t offset) {
    offset = std::min(offset, text_.size());
    if (offset < offset_) {
      offset_ = 0;
      line_ = first_line_;
      column_ = 1;
    }
    for (; offset_ < offset; ++offset_) {
      if (text_[offset_] == '\n') {
        ++line_;
        column_ = 1;
      } else if ((static_cast<unsigned char>(text_[offset_]) & 0xC0) != 0x80) {
        ++column_;
      }
    }
    return {.file = file_, .line = line_, .column = column_};
  }

 private:
  std::string_view text_;
  std::string file_;
  std::size_t first_line_;
  std::size_t offset_ = 0, line_, column_ = 1;
};

/// The byte after the quoted text that begins at `begin`, or npos if it never ends. yaml-cpp 0.7
/// takes the end of the input for a missing closing mark and says nothing.
std::size_t end_of_quoted(std::string_view text, std::size_t begin) {
  const char quote = text[begin];
  for (std::size_t i = begin + 1; i < text.size(); ++i) {
    if (quote == '"' && text[i] == '\\') {
      ++i;
    } else if (text[i] == quote) {
      const bool doubled = quote == '\'' && i + 1 < text.size() && text[i + 1] == quote;
      if (!doubled) return i + 1;
      ++i;
    }
  }
  return std::string_view::npos;
}

/// The first control character that is neither a tab nor a line's end.
template <typename Text>
auto find_control(const Text& text) {
  return std::find_if(text.begin(), text.end(), [](char c) {
    const auto byte = static_cast<unsigned char>(c);
    return (byte < 0x20 && c != '\t' && c != '\n') || byte == 0x7F;
  });
}

std::string control_message(char c) {
  return fmt::format("U+{:04X} is a control character; remove it",
                     static_cast<unsigned>(static_cast<unsigned char>(c)));
}

bool is_null_word(std::string_view text) {
  for (const std::string_view word : {"~", "null", "Null", "NULL"})
    if (text.starts_with(word)) return true;
  return false;
}

/// Builds a YamlNode tree from events.
class Builder : public YAML::EventHandler {
 public:
  Builder(std::string_view text, Places& places, const YamlLimits& limits, Diagnostics& problems)
      : text_(text), places_(places), limits_(limits), problems_(problems) {}

  [[nodiscard]] YamlNode take_root() { return std::move(root_); }
  /// The quoted text read last, if nothing was read after it; else empty.
  [[nodiscard]] std::string_view last_quoted() const { return last_quoted_; }
  /// Where the list or map that is being read begins; line 0 outside of any.
  [[nodiscard]] Location innermost() const {
    return frames_.empty() ? Location{} : frames_.back().node.where;
  }

  void OnDocumentStart(const YAML::Mark& mark) override {
    if (seen_document_)
      stop(offset(mark), text_.substr(offset(mark)).starts_with("---")
                             ? "a second YAML document begins here; write everything in one"
                             : "this does not belong to what stands above it; indent it as its "
                               "neighbours are indented, or remove it");
    seen_document_ = true;
  }
  void OnDocumentEnd() override {}

  void OnNull(const YAML::Mark& mark, YAML::anchor_t anchor) override {
    refuse_properties(mark, "?", anchor);
    // The mark of a value that is not there is that of whatever follows it.
    const bool written = is_null_word(text_.substr(offset(mark)));
    Location where = places_.at(offset(mark));
    if (!frames_.empty() && frames_.back().has_key) {
      const Location& key = frames_.back().key.where;
      if (!written || where.line != key.line) where = key;
    }
    add({.where = std::move(where)});
  }

  void OnAlias(const YAML::Mark& mark, YAML::anchor_t) override {
    stop(offset(mark), std::string(kAliasMessage));
  }

  void OnScalar(const YAML::Mark& mark, const std::string& tag, YAML::anchor_t anchor,
                const std::string& value) override {
    refuse_properties(mark, tag, anchor);
    const std::size_t begin = offset(mark);
    if (begin < text_.size() && (text_[begin] == '"' || text_[begin] == '\'')) {
      const std::size_t end = end_of_quoted(text_, begin);
      if (end == std::string_view::npos)
        stop(begin,
             "the quotation mark that opens here is never closed; write one at the end of the "
             "value");
      last_quoted_ = text_.substr(begin, end - begin);
      if (const auto bad = find_control(value); bad != value.end())  // by an escape such as "\0"
        report(begin, control_message(*bad));
    } else {
      last_quoted_ = {};
    }
    add({.text = value, .where = places_.at(begin)});
  }

  void OnSequenceStart(const YAML::Mark& mark, const std::string& tag, YAML::anchor_t anchor,
                       YAML::EmitterStyle::value) override {
    open(mark, tag, anchor, YamlNode::Kind::List);
  }
  void OnSequenceEnd() override { close(); }
  void OnMapStart(const YAML::Mark& mark, const std::string& tag, YAML::anchor_t anchor,
                  YAML::EmitterStyle::value) override {
    open(mark, tag, anchor, YamlNode::Kind::Map);
  }
  void OnMapEnd() override { close(); }

 private:
  /// A list or map that is being read.
  struct Frame {
    YamlNode node{};
    bool has_key = false;   ///< Of a map: whether `key` waits for its value.
    bool repeated = false;  ///< Whether that key has a value already.
    YamlNode::Entry key{};
    std::map<std::string, std::size_t> lines{};  ///< Of a map's keys.
  };

  [[nodiscard]] std::size_t offset(const YAML::Mark& mark) const {
    return std::min(static_cast<std::size_t>(std::max(mark.pos, 0)), text_.size());
  }

  void report(std::size_t at, std::string message) {
    problems_.push_back({.where = places_.at(at), .message = std::move(message)});
  }
  [[noreturn]] void stop(std::size_t at, std::string message) {
    report(at, std::move(message));
    throw Stop{};
  }

  void refuse_properties(const YAML::Mark& mark, const std::string& tag, YAML::anchor_t anchor) {
    const std::size_t at = offset(mark);
    if (anchor != 0) report(at, std::string(kAnchorMessage));
    const bool own_tag = at < text_.size() && text_[at] == '!';
    if ((!tag.empty() && tag != "?" && tag != "!") || own_tag) report(at, std::string(kTagMessage));
    if (++nodes_ > limits_.nodes)
      stop(at, fmt::format("there are over {} values; write less", limits_.nodes));
  }

  void open(const YAML::Mark& mark, const std::string& tag, YAML::anchor_t anchor,
            YamlNode::Kind kind) {
    refuse_properties(mark, tag, anchor);
    if (frames_.size() >= limits_.depth)
      stop(offset(mark),
           fmt::format("lists and keys lie over {} deep in each other; write it flatter",
                       limits_.depth));
    if (expects_key())
      stop(offset(mark), "a list or map cannot be a key; put it in double quotes if it is text");
    frames_.push_back({.node = {.kind = kind, .where = places_.at(offset(mark))}});
  }

  void close() {
    YamlNode node = std::move(frames_.back().node);
    frames_.pop_back();
    add(std::move(node));
  }

  [[nodiscard]] bool expects_key() const {
    return !frames_.empty() && frames_.back().node.kind == YamlNode::Kind::Map &&
           !frames_.back().has_key;
  }

  void add(YamlNode node) {
    if (frames_.empty()) {
      root_ = std::move(node);
      return;
    }
    Frame& frame = frames_.back();
    if (frame.node.kind == YamlNode::Kind::List) {
      frame.node.items.push_back(std::move(node));
    } else if (!frame.has_key) {
      take_key(frame, std::move(node));
    } else {
      frame.has_key = false;
      frame.key.value = std::move(node);
      if (!frame.repeated) frame.node.entries.push_back(std::move(frame.key));
    }
  }

  void take_key(Frame& frame, YamlNode node) {
    const auto [first, is_new] = frame.lines.emplace(node.text, node.where.line);
    frame.has_key = true;
    frame.repeated = !is_new;
    frame.key = {.key = std::move(node.text), .where = std::move(node.where)};
    if (!is_new)
      problems_.push_back(
          {.where = frame.key.where,
           .message = fmt::format("key '{}' stands on line {} already; write all of it there",
                                  frame.key.key, first->second)});
  }

  std::string_view text_;
  Places& places_;
  const YamlLimits& limits_;
  Diagnostics& problems_;
  std::vector<Frame> frames_{};
  YamlNode root_{};
  std::size_t nodes_ = 0;
  std::string_view last_quoted_{};
  bool seen_document_ = false;
};

/// The place of the colon in a line such as "date:2022", which YAML takes for the beginning of a
/// text that goes on below. npos if the line that ends before `line_begin` is none.
std::size_t find_tight_colon(std::string_view yaml, std::size_t line_begin) {
  if (line_begin == 0) return std::string_view::npos;
  const std::size_t end = line_begin - 1;
  const std::size_t before = end == 0 ? std::string_view::npos : yaml.rfind('\n', end - 1);
  const std::size_t begin = before == std::string_view::npos ? 0 : before + 1;
  const std::string_view line = yaml.substr(begin, end - begin);
  const std::size_t colon = line.find_first_not_of("abcdefghijklmnopqrstuvwxyz_ ");
  const bool is_tight = colon != std::string_view::npos && colon > 0 && line[colon] == ':' &&
                        colon + 1 < line.size() && line[colon + 1] != ' ';
  return is_tight ? begin + colon : std::string_view::npos;
}

/// What yaml-cpp met, told where its author went wrong: often before the place at which it gave up.
Diagnostic explain(std::string_view yaml, const YAML::Exception& failure, const Builder& builder,
                   Places& places) {
  const std::size_t at = failure.mark.is_null() || failure.mark.pos < 0
                             ? yaml.size()
                             : std::min(static_cast<std::size_t>(failure.mark.pos), yaml.size());
  if (const std::string_view quoted = builder.last_quoted(); !quoted.empty()) {
    const auto begin = static_cast<std::size_t>(quoted.data() - yaml.data());
    const std::size_t end = begin + quoted.size();
    if (quoted.find('\n') != std::string_view::npos)
      return {.where = places.at(begin),
              .message =
                  "the quotation mark that opens here is not closed on its line, and what "
                  "follows cannot be read; close it"};
    if (at >= end && yaml.substr(end, at - end).find('\n') == std::string_view::npos)
      return {.where = places.at(at),
              .message =
                  "text stands after the closing quotation mark; put all of the value "
                  "between quotation marks, or none of it"};
  }
  if (failure.msg.starts_with("illegal map value") && at > 0) {
    const std::size_t line_break = yaml.rfind('\n', at - 1);
    const std::size_t line = line_break == std::string_view::npos ? 0 : line_break + 1;
    if (const std::size_t colon = find_tight_colon(yaml, line); colon != std::string_view::npos)
      return {.where = places.at(colon),
              .message = "a key ends in a colon and a space; write ': '"};
  }
  const Location open = builder.innermost();
  if (failure.msg == "end of sequence flow not found" && open.line > 0)
    return {.where = open, .message = "the '[' that opens here is never closed; write ']'"};
  if (failure.msg == "end of map flow not found" && open.line > 0)
    return {.where = open, .message = "the '{' that opens here is never closed; write '}'"};
  return {.where = places.at(at), .message = to_plain_words(failure.msg)};
}

/// Refuses what yaml-cpp would misread: it takes U+0004 for the end of the text, and NUL for what
/// it is not. @return whether all characters are text.
bool check_characters(std::string_view yaml, Places& places, Diagnostics& problems) {
  const auto bad = find_control(yaml);
  if (bad == yaml.end()) return true;
  problems.push_back({.where = places.at(static_cast<std::size_t>(bad - yaml.begin())),
                      .message = control_message(*bad)});
  return false;
}

}  // namespace

// Written out: clang 14 crashes on a defaulted comparison of a type that holds itself.
bool YamlNode::operator==(const YamlNode& other) const {
  return kind == other.kind && text == other.text && items == other.items &&
         entries == other.entries && where == other.where;
}

const YamlNode* YamlNode::find(std::string_view key) const {
  const auto found = std::find_if(entries.begin(), entries.end(),
                                  [&](const Entry& one) { return one.key == key; });
  return found == entries.end() ? nullptr : &found->value;
}

std::optional<YamlNode> parse_yaml(std::string_view yaml, const std::string& file,
                                   std::size_t first_line, const YamlLimits& limits,
                                   Diagnostics& problems) {
  Places places(yaml, file, first_line);
  if (yaml.size() > limits.bytes) {
    problems.push_back(
        {.where = places.at(cut_utf8(yaml, limits.bytes).size()),
         .message = fmt::format("this exceeds {} KiB here; write less", limits.bytes / 1024)});
    return std::nullopt;
  }
  if (!check_characters(yaml, places, problems)) return std::nullopt;
  Builder builder(yaml, places, limits, problems);
  try {
    std::istringstream stream{std::string(yaml)};
    YAML::Parser parser(stream);
    while (parser.HandleNextDocument(builder)) {
    }
  } catch (const Stop&) {
    return std::nullopt;
  } catch (const YAML::Exception& failure) {
    problems.push_back(explain(yaml, failure, builder, places));
    return std::nullopt;
  }
  YamlNode root = builder.take_root();
  if (root.where.line == 0) root.where = places.at(0);
  return root;
}

}  // namespace entrepot
