#pragma once

#include <map>
#include <string>

#include "service/export/file_names.h"
#include "service/export/html_links.h"
#include "service/export/site_crawl.h"

namespace entrepot {

/// What decides where the links of an export lead. All outlive what is made from it.
struct ExportedSite {
  const FileNames& names;
  const std::map<std::string, SiteAddress>& moved;  ///< Redirections, by address.
  const ExportScope& scope;
  const std::string& public_url;
};

/// From links of the served site to those of its copy.
class ExportLinks {
 public:
  explicit ExportLinks(const ExportedSite& site) : site_(site) {}

  /// The links of one file. To a file of the export they are relative; a search of the site is the
  /// copy's own search with the same parameters; what has no file is at the public address, if
  /// there is one, else nowhere; so is what a form asks for, but a search. Links within the page
  /// and to other sites stay. It is used while this lives.
  [[nodiscard]] Relink of_page(const std::string& file) const;

 private:
  [[nodiscard]] std::optional<std::string> link(const std::string& file, const PageLink& one) const;
  ExportedSite site_;
};

}  // namespace entrepot
