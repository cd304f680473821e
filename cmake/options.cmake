# What every target of ours is compiled with. Linked privately, so that it never reaches a user of ours.
add_library(entrepot_options INTERFACE)
target_compile_options(entrepot_options INTERFACE -Wall -Wextra -Wpedantic -Wshadow -Wconversion)
target_include_directories(entrepot_options INTERFACE ${PROJECT_SOURCE_DIR})
target_compile_definitions(entrepot_options INTERFACE ENTREPOT_VERSION="${PROJECT_VERSION}")
# GCC 12 sees overlaps and uninitialised members in its own std::string and std::optional once it optimises (its bugs
# 105329 and 105562), with -Og it does not; the sanitizers of the check preset look for the real ones. clang-tidy reads
# the options of that preset and does not know these two.
if(CMAKE_CXX_COMPILER_ID STREQUAL "GNU" AND CMAKE_CXX_COMPILER_VERSION VERSION_LESS 13 AND NOT CMAKE_BUILD_TYPE STREQUAL "Debug")
  target_compile_options(entrepot_options INTERFACE -Wno-restrict -Wno-maybe-uninitialized)
endif()
if(ENTREPOT_WERROR)
  target_compile_options(entrepot_options INTERFACE -Werror)
endif()
# What accesses memory wrongly the address sanitizer finds or the machine stops. Without a second look at each access
# a file compiles in two thirds of the time. The check preset keeps three callers of each allocation instead of thirty
# (ASAN_OPTIONS): the programs run in four fifths of the time. To see more of one finding, run its test without.
if(ENTREPOT_SANITIZE)
  target_compile_options(entrepot_options INTERFACE
    -fsanitize=address,undefined -fno-sanitize=null,alignment,vptr,object-size,pointer-overflow
    -fno-sanitize-recover=all -fno-omit-frame-pointer)
  target_link_options(entrepot_options INTERFACE -fsanitize=address,undefined)
endif()

if(ENTREPOT_FUZZ)
  target_compile_options(entrepot_options INTERFACE -fsanitize=fuzzer-no-link)
endif()

# A second build of an unchanged file costs nothing where ccache is installed.
find_program(ENTREPOT_CCACHE ccache)
if(ENTREPOT_CCACHE AND NOT CMAKE_CXX_COMPILER_LAUNCHER)
  set(CMAKE_CXX_COMPILER_LAUNCHER ${ENTREPOT_CCACHE})
endif()
