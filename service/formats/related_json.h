#pragma once

#include <nlohmann/json_fwd.hpp>

#include "service/formats/api_json.h"
#include "service/search/related.h"

namespace entrepot {

/// {id, title, url, language, reason}; the reason has its `text` if the context has strings.
[[nodiscard]] nlohmann::json to_json(const RelatedDocument& related, const JsonContext& context);

/// Why, in plain words: "Also about Risk management in Bolivia".
/// @pre the context has strings.
[[nodiscard]] std::string reason_text(const RelatedReason& reason, const JsonContext& context);

}  // namespace entrepot
