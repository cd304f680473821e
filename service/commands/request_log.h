#pragma once

#include "service/commands/commands.h"
#include "service/http/access_log.h"

namespace entrepot {

/// What writes a line for each request to stderr: method, route, status, bytes, milliseconds and
/// generation. No query text and no address: what somebody looked for is nobody's business.
/// @return nothing for Off.
[[nodiscard]] AccessLog request_log(LogFormat format);

}  // namespace entrepot
