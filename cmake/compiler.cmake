# Compiler and linker settings that hold for every target.

set(CMAKE_CXX_STANDARD 20)
set(CMAKE_CXX_STANDARD_REQUIRED ON)
set(CMAKE_CXX_EXTENSIONS OFF)
set(CMAKE_POSITION_INDEPENDENT_CODE ON)
set(CMAKE_EXPORT_COMPILE_COMMANDS ON)
set(CMAKE_RUNTIME_OUTPUT_DIRECTORY ${CMAKE_BINARY_DIR}/bin)

option(SCHAKEL_FUZZ "build the fuzz targets with libFuzzer" OFF)

add_library(schakel_options INTERFACE)
target_compile_options(schakel_options INTERFACE
  -Wall -Wextra -Wpedantic -Wconversion -Wshadow -Werror)
if(CMAKE_CXX_COMPILER_ID STREQUAL "GNU" AND CMAKE_CXX_COMPILER_VERSION VERSION_LESS 13)
  # g++ 12 sees overlaps, overflows and unset members in inlined std::string code that are not there (GCC bugs 105329,
  # 105593 and 105651). clang's warnings and the sanitizers look for the real ones.
  target_compile_options(schakel_options INTERFACE
    -Wno-restrict -Wno-stringop-overflow -Wno-stringop-overread -Wno-array-bounds -Wno-maybe-uninitialized)
endif()
target_compile_definitions(schakel_options INTERFACE _GLIBCXX_ASSERTIONS)
if(SCHAKEL_FUZZ)
  target_compile_options(schakel_options INTERFACE -fsanitize=fuzzer-no-link)
endif()

# Precompiled headers and ccache agree only when the header carries no time stamp.
if(CMAKE_CXX_COMPILER_ID STREQUAL "Clang")
  target_compile_options(schakel_options INTERFACE "SHELL:-Xclang -fno-pch-timestamp")
endif()

find_program(SCHAKEL_CCACHE ccache)
if(SCHAKEL_CCACHE AND NOT CMAKE_CXX_COMPILER_LAUNCHER)
  set(CMAKE_CXX_COMPILER_LAUNCHER
    ${CMAKE_COMMAND} -E env CCACHE_SLOPPINESS=pch_defines,time_macros,include_file_mtime,include_file_ctime ${SCHAKEL_CCACHE})
endif()

find_program(SCHAKEL_MOLD mold)
find_program(SCHAKEL_LLD NAMES ld.lld-16 ld.lld)
if(SCHAKEL_MOLD)
  add_link_options(-fuse-ld=mold)
elseif(SCHAKEL_LLD)
  add_link_options(-fuse-ld=lld)
endif()

if(CMAKE_CXX_COMPILER_ID STREQUAL "Clang" AND CMAKE_CXX_FLAGS MATCHES "-fsanitize=[a-z,]*undefined")
  target_compile_options(schakel_options INTERFACE -fsanitize-ignorelist=${CMAKE_SOURCE_DIR}/cmake/sanitizer_ignore.txt)
endif()
