#pragma once

#include <string>
#include <string_view>

#include "model/vocabulary.h"
#include "service/query/search_page.h"
#include "service/wording/strings.h"

namespace entrepot {

/// A reason as a sentence: “AEO” (understood as Authorised economic operator): in the title, in
/// “Conclusion 2”.
/// @param language of the labels in it.
[[nodiscard]] std::string reason_text(const Reason& reason, const Vocabulary& vocabulary,
                                      const Strings& strings, std::string_view language);

}  // namespace entrepot
