#include "service/http/request_head.h"

namespace entrepot {

RequestHead::State RequestHead::judge(std::string_view line) const {
  if (line.find('\0') != std::string_view::npos || line.find('\r') != std::string_view::npos)
    return State::Malformed;
  if (lines_ == 0) return State::Incomplete;
  const std::size_t colon = line.find(':');
  const bool is_field =
      colon != std::string_view::npos && colon > 0 && line.find_first_of(" \t") > colon;
  return is_field ? State::Incomplete : State::Malformed;
}

RequestHead::State RequestHead::look(std::string_view received) {
  while (true) {
    const std::size_t end = received.find('\n', looked_);
    const std::size_t line_end = end == std::string_view::npos ? received.size() : end + 1;
    if (line_end - line_begin_ > limits_.line_bytes)
      return lines_ == 0 ? State::FirstLineTooLong : State::TooLarge;
    if (line_end > limits_.bytes) return State::TooLarge;
    looked_ = line_end;
    if (end == std::string_view::npos) return State::Incomplete;
    const std::string_view line = received.substr(line_begin_, line_end - line_begin_);
    if (!line.ends_with("\r\n")) return State::Malformed;
    line_begin_ = line_end;
    if (line.size() == 2) {
      if (lines_ > 0) return State::Complete;
      continue;  // empty lines before the first are left over from what a client sent before
    }
    if (const State state = judge(line.substr(0, line.size() - 2)); state != State::Incomplete)
      return state;
    if (++lines_ > limits_.fields + 1) return State::TooLarge;
  }
}

}  // namespace entrepot
