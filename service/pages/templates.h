#pragma once

#include <filesystem>
#include <map>
#include <memory>
#include <nlohmann/json_fwd.hpp>
#include <string>
#include <string_view>

namespace entrepot {

/// What a template does with a name its view does not have.
enum class MissingName {
  Fails,  ///< Throws std::logic_error: for tests and debug builds.
  Empty,  ///< Prints nothing.
};

/// What many views have in common, made ready once. Immutable; threads may share it.
class CommonView {
 public:
  explicit CommonView(const nlohmann::json& view);
  ~CommonView();
  CommonView(CommonView&&) noexcept;

 private:
  friend class Templates;
  struct Impl;
  std::unique_ptr<const Impl> impl_;
};

/// The site's Mustache templates: NAME.html in a folder or those below it, names being unique;
/// partials are among them, as {{> NAME}}.
/// Everything printed is escaped; `{{{x}}}` is refused unless the name ends in "_html", which means
/// safe HTML. Immutable once read; threads may share it.
class Templates {
 public:
  /// @throws Error: the folder cannot be read, or a template breaks the rule above.
  Templates(const std::filesystem::path& folder, MissingName missing);
  ~Templates();

  /// Empty text, empty objects, null and false count as absent for {{#x}} and {{^x}}.
  /// @pre there is a template of that name.
  /// @param common where names are looked up that the view does not have.
  [[nodiscard]] std::string render(std::string_view name, const nlohmann::json& view,
                                   const CommonView* common = nullptr) const;

  /// SHA-256 over all of them: changes when any page may.
  [[nodiscard]] const std::string& hash() const { return hash_; }

 private:
  struct Partials;
  std::map<std::string, std::string, std::less<>> templates_;
  std::unique_ptr<const Partials> partials_;
  MissingName missing_;
  std::string hash_;
};

}  // namespace entrepot
