#pragma once

#include <string>
#include <string_view>

namespace entrepot {

enum class Encoding { Identity, Gzip, Brotli };

/// "identity", "gzip", "br"
[[nodiscard]] std::string_view to_string(Encoding encoding);

/// The best encoding a reader takes, by RFC 9110 §12.5.3 with its quality values: "br;q=0" is a no.
/// Of equal ones, brotli before gzip before none.
[[nodiscard]] Encoding choose_encoding(std::string_view accept_encoding);

/// How hard to try: Fast for an answer made now, Small for a file compressed once.
enum class Effort { Fast, Small };

/// @throws Error: out of memory.
[[nodiscard]] std::string compress(std::string_view bytes, Encoding encoding, Effort effort);

}  // namespace entrepot
