# What is installed beside the programs, and the Debian package of it all: cpack -G DEB --config build/release/CPackConfig.cmake
set(documents ${CMAKE_INSTALL_DATADIR}/doc/entrepot)
set(made ${CMAKE_CURRENT_BINARY_DIR}/package)
file(MAKE_DIRECTORY ${made})

install(DIRECTORY site/ DESTINATION ${CMAKE_INSTALL_DATADIR}/entrepot/site)
install(DIRECTORY service/words/translations/ DESTINATION ${CMAKE_INSTALL_DATADIR}/entrepot/translations)
install(DIRECTORY corpus/ DESTINATION ${CMAKE_INSTALL_DATADIR}/entrepot/corpus)
install(FILES deploy/entrepot.service DESTINATION lib/systemd/system)
install(FILES deploy/entrepot.nginx.conf README.md SECURITY.md service/API.md DESTINATION ${documents})
install(FILES deploy/debian/copyright DESTINATION ${documents})
install(FILES deploy/entrepot.bash-completion DESTINATION ${CMAKE_INSTALL_DATADIR}/bash-completion/completions RENAME entrepot-serve)
install(FILES deploy/entrepot.bash-completion DESTINATION ${CMAKE_INSTALL_DATADIR}/bash-completion/completions RENAME entrepot-index)

function(entrepot_man_page program about)
  set(page ${made}/${program}.1.gz)
  add_custom_command(OUTPUT ${page} DEPENDS ${program} ${PROJECT_SOURCE_DIR}/cmake/man_page.cmake
    COMMAND ${CMAKE_COMMAND} -DPROGRAM=$<TARGET_FILE:${program}> -DABOUT=${about} -DVERSION=${PROJECT_VERSION} -DPAGE=${page}
      -P ${PROJECT_SOURCE_DIR}/cmake/man_page.cmake
    VERBATIM)
  add_custom_target(${program}_man_page ALL DEPENDS ${page})
  install(FILES ${page} DESTINATION ${CMAKE_INSTALL_MANDIR}/man1)
endfunction()
entrepot_man_page(entrepot-index "checks a corpus of best practices and builds the index of it")
entrepot_man_page(entrepot-serve "serves the searches and pages of an index")

function(entrepot_compressed_document source name)
  set(file ${made}/${name}.gz)
  add_custom_command(OUTPUT ${file} DEPENDS ${source}
    COMMAND sh -c "gzip -9nc '${PROJECT_SOURCE_DIR}/${source}' > '${file}'" VERBATIM)
  add_custom_target(${name}_document ALL DEPENDS ${file})
  install(FILES ${file} DESTINATION ${documents})
endfunction()
entrepot_compressed_document(CHANGELOG.md changelog)
entrepot_compressed_document(deploy/debian/changelog changelog.Debian)

set(CPACK_GENERATOR DEB)
set(CPACK_PACKAGING_INSTALL_PREFIX /usr)
set(CPACK_STRIP_FILES ON)
set(CPACK_INSTALL_DEFAULT_DIRECTORY_PERMISSIONS OWNER_READ OWNER_WRITE OWNER_EXECUTE GROUP_READ GROUP_EXECUTE WORLD_READ WORLD_EXECUTE)
set(CPACK_PACKAGE_CONTACT "The Entrepot maintainers <maintainers@entrepot.invalid>")
set(CPACK_DEBIAN_FILE_NAME DEB-DEFAULT)
set(CPACK_DEBIAN_PACKAGE_SHLIBDEPS ON)
set(CPACK_DEBIAN_PACKAGE_DEPENDS
  "hunspell-en-us, hunspell-fr-classical, hunspell-es, hunspell-pt-pt, hunspell-ru, hunspell-ar")
set(CPACK_DEBIAN_PACKAGE_SUGGESTS "nginx")
set(CPACK_DEBIAN_PACKAGE_SECTION web)
set(CPACK_DEBIAN_PACKAGE_RELEASE 1)
set(CPACK_PACKAGE_DESCRIPTION_SUMMARY "knowledge repository and search of customs best practices")
set(CPACK_DEBIAN_PACKAGE_DESCRIPTION
"Case studies, mission reports and workshop conclusions are written as
Markdown, checked, indexed by country and theme, and served as pages and
JSON, with searches that find single conclusions and count exactly.

A systemd unit serves the corpus of this package on 127.0.0.1:8080.")
set(CPACK_DEBIAN_PACKAGE_CONTROL_STRICT_PERMISSION ON)
set(CPACK_DEBIAN_PACKAGE_CONTROL_EXTRA
  "${PROJECT_SOURCE_DIR}/deploy/debian/postinst;${PROJECT_SOURCE_DIR}/deploy/debian/prerm;${PROJECT_SOURCE_DIR}/deploy/debian/postrm")
include(CPack)
