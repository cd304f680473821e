#pragma once

#include <string>
#include <string_view>

namespace entrepot {

/// How a date that parse_edtf refuses is written, where only one thing can be meant: "2022-02-08"
/// for "2022-2-8", "8.2.2022", "8 February 2022" or "2022-02-08T10:00". It need not exist on the
/// calendar.
/// @return empty where a reader would have to guess: "08/02/2022", "????", "spring 2022".
[[nodiscard]] std::string repair_edtf(std::string_view text);

/// "2022-02-08 or 2022-08-02" for "08/02/2022": what a date may mean that begins with day and month
/// in either order. Empty for anything else.
[[nodiscard]] std::string two_readings(std::string_view text);

}  // namespace entrepot
