#include "service/http/assets.h"

#include <fmt/format.h>

#include <array>
#include <cassert>
#include <fstream>
#include <iterator>
#include <sstream>
#include <utility>

#include "model/error.h"
#include "model/sha256.h"

namespace entrepot {
namespace {

namespace fs = std::filesystem;

struct Type {
  std::string_view extension, content_type;
  bool compressible;
};
constexpr std::array kTypes{
    Type{".css", "text/css; charset=utf-8", true},
    Type{".js", "text/javascript; charset=utf-8", true},
    Type{".svg", "image/svg+xml", true},
    Type{".webmanifest", "application/manifest+json", true},
    Type{".json", "application/json", true},
    Type{".yaml", "application/yaml", true},
    Type{".txt", "text/plain; charset=utf-8", true},
    Type{".png", "image/png", false},
    Type{".ico", "image/vnd.microsoft.icon", false},
};

std::string read_file(const fs::path& path) {
  std::ifstream file(path, std::ios::binary);
  std::string bytes{std::istreambuf_iterator<char>(file), {}};
  if (!file) throw Error(fmt::format("cannot read '{}'", path.string()));
  return bytes;
}

/// A style sheet or script with the files that it imports in their places: one request, and each
/// component keeps a file of its own. A line of it: `@import "styles/find.css";`, or of a script
/// `import "offline/words.js";`; scripts joined so share their names.
std::string with_imports(const fs::path& file) {
  const std::string_view before = file.extension() == ".css" ? "@import \"" : "import \"";
  constexpr std::string_view kAfter = "\";";
  std::istringstream lines(read_file(file));
  std::string out;
  for (std::string line; std::getline(lines, line);) {
    if (line.starts_with(before) && line.ends_with(kAfter))
      out += read_file(file.parent_path() /
                       line.substr(before.size(), line.size() - before.size() - kAfter.size()));
    else
      out += line + '\n';
  }
  return out;
}

Asset load(const fs::path& path) {
  for (const Type& type : kTypes) {
    if (path.extension() != type.extension) continue;
    std::string bytes =
        type.extension == ".css" || type.extension == ".js" ? with_imports(path) : read_file(path);
    Asset asset{.content_type = std::string(type.content_type),
                .hash = sha256_hex(bytes).substr(0, 16)};
    if (type.compressible)
      for (const Encoding encoding : {Encoding::Gzip, Encoding::Brotli})
        if (std::string smaller = compress(bytes, encoding, Effort::Small);
            smaller.size() < bytes.size())
          asset.bodies.emplace(encoding, std::move(smaller));
    asset.bodies.emplace(Encoding::Identity, std::move(bytes));
    return asset;
  }
  throw Error(fmt::format("'{}' is of a type that is not served", path.string()),
              "add its type to service/http/assets.cpp");
}

}  // namespace

Assets::Assets(const fs::path& folder) {
  std::error_code failure;
  for (fs::recursive_directory_iterator file(folder, failure), end; !failure && file != end;
       file.increment(failure)) {
    const std::string name = file->path().lexically_relative(folder).generic_string();
    if (file->is_regular_file() && file->path().filename().string().front() != '.' &&
        file->path().extension() != ".md")
      assets_.emplace(name, load(file->path()));
  }
  if (failure)
    throw Error(fmt::format("cannot read the site's files in '{}'", folder.string()),
                "name the folder: entrepot-serve run DATA --site FOLDER");
}

const Asset* Assets::find(std::string_view name) const {
  const auto found = assets_.find(name);
  return found == assets_.end() ? nullptr : &found->second;
}

std::string Assets::hash() const {
  Sha256 hash;
  for (const auto& [name, asset] : assets_) {
    hash.update(name);
    hash.update(asset.hash);
  }
  return hash.hex();
}

std::string Assets::url(std::string_view name) const {
  const Asset* asset = find(name);
  assert(asset != nullptr);
  return fmt::format("/assets/{}?v={}", name, asset->hash);
}

}  // namespace entrepot
