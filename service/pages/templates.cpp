#include "service/pages/templates.h"

#include <fmt/format.h>

#include <cassert>
#include <fstream>
#include <iterator>
#include <kainjow/mustache.hpp>
#include <nlohmann/json.hpp>
#include <stdexcept>
#include <utility>
#include <vector>

#include "model/error.h"
#include "model/sha256.h"

namespace entrepot {
namespace {

namespace fs = std::filesystem;
namespace mustache = kainjow::mustache;

/// The library takes "" and {} for true; a view means "nothing there" by them.
mustache::data to_data(const nlohmann::json& value) {
  switch (value.type()) {
    case nlohmann::json::value_t::object: {
      if (value.empty()) return mustache::data(false);
      mustache::data object(mustache::data::type::object);
      for (const auto& [name, member] : value.items())
        object[name] = to_data(member);  // set() would copy all that is beneath it
      return object;
    }
    case nlohmann::json::value_t::array: {
      mustache::data list(mustache::data::type::list);
      for (const auto& item : value) list.push_back(to_data(item));
      return list;
    }
    case nlohmann::json::value_t::string:
      if (value.get_ref<const std::string&>().empty()) return mustache::data(false);
      return mustache::data(value.get<std::string>());
    case nlohmann::json::value_t::boolean:
      return mustache::data(value.get<bool>());
    case nlohmann::json::value_t::null:
      return mustache::data(false);
    default:
      return mustache::data(value.dump());  // a number
  }
}

/// Looks names up in a view, innermost first; the library's own context prints nothing for a name
/// that is not there, which hides every typing error.
class TemplateContext : public mustache::basic_context<std::string> {
 public:
  using Partials = std::map<std::string, mustache::data>;
  /// @param scopes the outermost first.
  TemplateContext(std::vector<const mustache::data*> scopes, const Partials& partials,
                  MissingName missing)
      : stack_(std::move(scopes)), partials_(partials), missing_(missing) {}

  void push(const mustache::data* data) override { stack_.push_back(data); }
  void pop() override { stack_.pop_back(); }

  const mustache::data* get(const std::string& name) const override {
    if (name == ".") return stack_.back();
    const std::size_t dot = name.find('.');
    const std::string first = name.substr(0, dot);
    for (auto scope = stack_.rbegin(); scope != stack_.rend(); ++scope) {
      if (!(*scope)->is_object()) continue;
      const mustache::data* found = (*scope)->get(first);
      if (found == nullptr) continue;
      for (std::size_t at = dot; at != std::string::npos && found != nullptr;) {
        const std::size_t next = name.find('.', at + 1);
        const std::string member =
            name.substr(at + 1, next == std::string::npos ? next : next - at - 1);
        if (found->is_false()) return found;  // a member of nothing is nothing
        found = found->is_object() ? found->get(member) : nullptr;
        at = next;
      }
      if (found != nullptr) return found;
      break;
    }
    if (missing_ == MissingName::Fails)
      throw std::logic_error(
          fmt::format("a template asks for '{}', which its view does not have", name));
    return nullptr;
  }

  const mustache::data* get_partial(const std::string& name) const override {
    const auto found = partials_.find(name);
    if (found != partials_.end()) return &found->second;
    throw std::logic_error(fmt::format("there is no template '{}'", name));
  }

 private:
  std::vector<const mustache::data*> stack_{};
  const Partials& partials_;
  MissingName missing_;
};

/// Raw output is for names that promise safe HTML, and `&x` is not used at all.
void check_raw_names(const std::string& text, const std::string& file) {
  for (std::size_t at = text.find("{{"); at != std::string::npos; at = text.find("{{", at + 2)) {
    const bool triple = text.compare(at, 3, "{{{") == 0;
    if (!triple && text.compare(at, 3, "{{&") != 0) continue;
    const std::size_t end = text.find("}}", at);
    const std::string name = end == std::string::npos ? "" : text.substr(at + 3, end - at - 3);
    if (!triple || !name.ends_with("_html"))
      throw Error(fmt::format("{}: '{}' is printed without escaping", file, name),
                  "write {{name}}, or name safe HTML …_html");
    at = end;
  }
}

}  // namespace

struct CommonView::Impl {
  mustache::data data;
};

CommonView::CommonView(const nlohmann::json& view) : impl_(new Impl{to_data(view)}) {}
CommonView::~CommonView() = default;
CommonView::CommonView(CommonView&&) noexcept = default;

struct Templates::Partials {
  TemplateContext::Partials by_name{};
};

Templates::~Templates() = default;

Templates::Templates(const fs::path& folder, MissingName missing) : missing_(missing) {
  std::error_code failure;
  for (fs::recursive_directory_iterator file(folder, failure), end; !failure && file != end;
       file.increment(failure)) {
    if (file->path().extension() != ".html") continue;
    std::ifstream stream(file->path(), std::ios::binary);
    std::string text{std::istreambuf_iterator<char>(stream), {}};
    if (!stream) throw Error(fmt::format("cannot read '{}'", file->path().string()));
    check_raw_names(text, file->path().string());
    if (!templates_.emplace(file->path().stem().string(), std::move(text)).second)
      throw Error(fmt::format("'{}' is the second template of its name", file->path().string()));
  }
  if (failure || templates_.empty())
    throw Error(fmt::format("cannot read the site's templates in '{}'", folder.string()),
                "name the folder: entrepot-serve run DATA --site FOLDER");
  Sha256 hash;
  auto partials = std::make_unique<Partials>();
  for (const auto& [name, text] : templates_) {
    hash.update(name);
    hash.update(text);
    partials->by_name.emplace(name,
                              mustache::data(mustache::partial([&text = text] { return text; })));
  }
  partials_ = std::move(partials);
  hash_ = hash.hex();
}

std::string Templates::render(std::string_view name, const nlohmann::json& view,
                              const CommonView* common) const {
  const auto found = templates_.find(name);
  assert(found != templates_.end());
  // Parsed each time: the library's render() is not const, and it parses partials at each use
  // anyway.
  mustache::mustache parsed(found->second);
  if (!parsed.is_valid())
    throw std::logic_error(fmt::format("template '{}': {}", name, parsed.error_message()));
  const mustache::data data = to_data(view);
  std::vector<const mustache::data*> scopes;
  if (common != nullptr) scopes.push_back(&common->impl_->data);
  scopes.push_back(&data);
  TemplateContext context(std::move(scopes), partials_->by_name, missing_);
  return parsed.render(context);
}

}  // namespace entrepot
