#pragma once

#include <nlohmann/json_fwd.hpp>
#include <string>

#include "service/formats/api_json.h"
#include "service/formats/citation.h"

/// A document for search engines and harvesters.
namespace entrepot {

/// A document as schema.org describes a Report: what it is about, where and when, what it is based
/// on, and under which licence. Its publisher is that of a reference to it.
/// @param context gives names their language. `repository` is where it is kept.
[[nodiscard]] nlohmann::json to_linked_data(const DocumentRecord& record,
                                            const Repository& repository,
                                            const JsonContext& context);

/// JSON that can stand in a <script> element: no text in it can end the element or begin a comment.
[[nodiscard]] std::string script_json_html(const nlohmann::json& json);

}  // namespace entrepot
