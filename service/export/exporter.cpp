#include "service/export/exporter.h"

#include <fmt/format.h>

#include <algorithm>
#include <array>
#include <nlohmann/json.hpp>
#include <optional>
#include <utility>

#include "model/error.h"
#include "model/progress.h"
#include "service/export/export_folder.h"
#include "service/export/export_links.h"
#include "service/export/file_names.h"
#include "service/export/html_links.h"
#include "service/export/offline_index.h"
#include "service/export/offline_texts.h"
#include "service/export/site_crawl.h"
#include "service/formats/api_json.h"

namespace entrepot {
namespace {

constexpr std::string_view kScripts = "/assets/js/";
/// For ZIM files and the like; no page links to it.
constexpr const char* kIllustration = "/assets/icon-48.png";

/// A deferred script shares its names with all others of the page; a module has its own.
/// @throws Error: it needs others, which only a module can ask for.
std::string as_classic_script(const std::string& path, const std::string& module) {
  for (const char* word : {"\nimport ", "\nexport "})
    if (("\n" + module).find(word) != std::string::npos)
      throw Error(
          fmt::format("the script '{}' imports or exports, which no file on a disk can do", path),
          "write what it needs into it");
  return fmt::format("(() => {{\n'use strict';\n{}}})();\n", module);
}

class Exporter {
 public:
  Exporter(const ExportSource& source, const ExportOptions& options)
      : source_(source), options_(options), folder_(options.folder) {
    std::vector<std::string> chosen, all;
    for (const Interface& ui : source.pages.interfaces()) {
      all.push_back(ui.base);
      if (!is_chosen(ui)) continue;
      interfaces_.push_back(&ui);
      chosen.push_back(ui.base);
    }
    scope_.emplace(std::move(chosen), std::move(all));
  }

  ExportReport run() {
    const OfflineIndex index = read_index();
    crawl(index);
    write_search(index);
    rewrite_pages();
    if (names_.find("/") == nullptr) write_start();
    const nlohmann::json mark = {{"what", "A copy of an Entrepot repository as files"},
                                 {"program", "entrepot-serve " ENTREPOT_VERSION},
                                 {"content", content_hash(source_.library.manifest())},
                                 {"languages", languages()},
                                 {"pages", report_.pages}};
    write(std::string(kExportMark), mark.dump(1) + "\n");
    folder_.publish();
    return std::move(report_);
  }

 private:
  [[nodiscard]] bool is_chosen(const Interface& ui) const {
    const auto& wanted = options_.languages;
    return wanted.empty() ||
           std::find(wanted.begin(), wanted.end(), ui.locale.language()) != wanted.end();
  }

  [[nodiscard]] std::vector<std::string> languages() const {
    std::vector<std::string> out;
    for (const Interface* ui : interfaces_) out.push_back(ui->locale.language());
    return out;
  }

  void write(const std::string& name, const std::string& bytes) {
    folder_.write(name, bytes);
    ++report_.files;
    report_.bytes += bytes.size();
  }

  [[nodiscard]] OfflineIndex read_index() const {
    Progress progress("Reading", "documents", options_.progress);
    return OfflineIndex(source_.library,
                        [&](std::size_t done, std::size_t total) { progress.at(done, total); });
  }

  /// Pages lead to others, but what no list names must be there, too: each document, and the page
  /// of whatever documents are tagged with.
  [[nodiscard]] std::vector<std::string> seeds(const OfflineIndex& index) const {
    std::vector<std::string> out{kIllustration};
    for (const Interface* ui : interfaces_) {
      out.push_back(ui->base + "/");
      for (const std::string& id : index.ids())
        out.push_back(fmt::format("{}/documents/{}", ui->base, id));
      for (const char* name : {"country", "theme", "programme", "region"}) {
        const Facet& facet = *find_facet(name);
        for (const std::string& id : index.facets().values(facet))
          out.push_back(fmt::format("{}/{}/{}", ui->base, facet.vocabulary, id));
      }
    }
    return out;
  }

  /// Pages wait in the folder as they are served until every file has its name.
  void crawl(const OfflineIndex& index) {
    Progress progress("Exporting", "addresses", options_.progress);
    const CrawlHooks hooks{
        .answer = [this](const HttpRequest& request) { return source_.routes.answer(request); },
        .found = [this](SiteFile&& file) { take(std::move(file)); },
        .progress = [&](std::size_t done, std::size_t total) { progress.at(done, total); }};
    CrawlResult result = crawl_site(seeds(index), *scope_, hooks);
    moved_ = std::move(result.moved);
    report_.dead = std::move(result.dead);
  }

  void take(SiteFile&& file) {
    const std::string& name = names_.add(file.address, file.is_page);
    if (file.address.starts_with(kScripts) && name.ends_with(".js"))
      file.body = as_classic_script(file.address, file.body);
    if (file.is_page) {
      pages_.push_back(file.address);
      folder_.write(name, file.body);
    } else {
      write(name, file.body);
    }
  }

  void rewrite_pages() {
    const ExportLinks links(
        {.names = names_, .moved = moved_, .scope = *scope_, .public_url = options_.public_url});
    Progress progress("Writing", "pages", options_.progress);
    for (const std::string& address : pages_) {
      const std::string& name = *names_.find(address);
      write(name, with_links(folder_.read(name), links.of_page(name)));
      progress.at(++report_.pages, pages_.size());
    }
  }

  void write_search(const OfflineIndex& index) {
    const WriteFile write_file = [&](const std::string& name, const std::string& bytes) {
      names_.add("/" + name, false);
      write(name, bytes);
    };
    const Interface& english = source_.pages.english();
    index.write(write_file);
    write_passage_texts({source_.library, english}, write_file);
    for (const Interface* ui : interfaces_) {
      const ViewContext context{source_.library, *ui};
      write_texts(context, index.facets(), write_file);
      const std::string html = source_.pages.render(offline_search_view(context), *ui);
      take({.address = ui->search_path(), .is_page = true, .body = html});
      for (const PageLink& link : links_of(html)) take_asset(link.address);
    }
  }

  /// What the search page alone needs.
  void take_asset(const std::string& link) {
    const std::optional<SiteAddress> address = site_address(link);
    if (!address || !address->is_asset() || names_.find(address->path)) return;
    HttpResponse answer =
        source_.routes.answer({.method = "GET", .path = address->path, .query = address->query});
    if (answer.status == 200) take({.address = address->path, .body = std::move(answer.body)});
  }

  /// Whoever opens the folder finds a page, also where English was not exported.
  void write_start() {
    const Interface& ui = *interfaces_.front();
    const std::string to = file_name(ui.base + "/", true);
    const std::string title = escape_html(ui.strings.text("site.name"));
    write("index.html",
          fmt::format("<!doctype html>\n<html lang=\"{}\">\n<head>\n<meta charset=\"utf-8\">\n"
                      "<meta http-equiv=\"refresh\" content=\"0; url={}\">\n<title>{}</title>\n"
                      "</head>\n<body>\n<p><a href=\"{}\">{}</a></p>\n</body>\n</html>\n",
                      ui.locale.language(), to, title, to, title));
  }

  const ExportSource& source_;
  const ExportOptions& options_;
  ExportFolder folder_;
  std::vector<const Interface*> interfaces_{};
  std::optional<ExportScope> scope_{};
  FileNames names_{};
  std::map<std::string, SiteAddress> moved_{};
  std::vector<std::string> pages_{};  ///< Addresses, in the order found.
  ExportReport report_{};
};

}  // namespace

ExportReport export_site(const ExportSource& source, const ExportOptions& options) {
  return Exporter(source, options).run();
}

std::string check_export_language(std::string_view language) {
  if (std::find(kInterfaceLanguages.begin(), kInterfaceLanguages.end(), language) !=
      kInterfaceLanguages.end())
    return {};
  return fmt::format("the interface has no language '{}'; write one of {}", language,
                     fmt::join(kInterfaceLanguages, ", "));
}

}  // namespace entrepot
