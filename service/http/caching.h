#pragma once

#include <string>
#include <string_view>

#include "service/http/compression.h"
#include "service/http/http.h"

namespace entrepot {

/// Makes a finished 200 answer cacheable and small: ETag, Vary, the encoding the reader takes, and
/// 304 without a body where the reader has it already (RFC 9110 §13). Answers of other statuses
/// only get their encoding.
/// @param state names everything the body depends on besides its URL: equal states give equal
/// bytes.
void finish(const HttpRequest& request, std::string_view state, HttpResponse& response);

/// The parts of finish(), for answers that are kept. First the encoding of what is to be said,
/// with what says so.
/// @return which it is.
Encoding encode(const HttpRequest& request, HttpResponse& response);

/// Then the ETag of a 200 answer in that encoding, and 304 without a body where the reader has it.
void tag(const HttpRequest& request, std::string_view state, Encoding encoding,
         HttpResponse& response);

/// Whether If-None-Match names this tag. Weak comparison; lists and "*" as in RFC 9110 §13.1.2.
[[nodiscard]] bool none_match_has(std::string_view if_none_match, std::string_view etag);

}  // namespace entrepot
