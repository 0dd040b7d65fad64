# Each folder of the source tree is one target, linked only with what its folder may include.

# The precompiled header holds standard headers only, so every folder can share it.
add_library(schakel_pch STATIC ${CMAKE_SOURCE_DIR}/cmake/pch.cpp)
target_link_libraries(schakel_pch PUBLIC schakel_options)
target_precompile_headers(schakel_pch PRIVATE
  <algorithm> <array> <chrono> <cstddef> <cstdint> <functional> <map> <memory> <mutex> <optional>
  <span> <string> <string_view> <unordered_map> <utility> <variant> <vector>)

# schakel_library(NAME SOURCES a.cpp ... USES targets ... PRIVATE_USES targets ...)
function(schakel_library name)
  cmake_parse_arguments(arg "" "" "SOURCES;USES;PRIVATE_USES" ${ARGN})
  if(arg_SOURCES)
    add_library(${name} STATIC ${arg_SOURCES})
    target_include_directories(${name} PUBLIC ${CMAKE_SOURCE_DIR})
    target_link_libraries(${name} PUBLIC schakel_options ${arg_USES} PRIVATE ${arg_PRIVATE_USES})
    target_precompile_headers(${name} REUSE_FROM schakel_pch)
  else()
    add_library(${name} INTERFACE)
    target_include_directories(${name} INTERFACE ${CMAKE_SOURCE_DIR})
    target_link_libraries(${name} INTERFACE schakel_options ${arg_USES})
  endif()
endfunction()

# What test programs share: main, and a precompiled header with doctest in it. Test code of a Release build is not optimised: the
# libraries under test are, and compiling the tests would otherwise take longer than compiling them.
add_library(schakel_test_options INTERFACE)
target_link_libraries(schakel_test_options INTERFACE schakel_options)
target_compile_options(schakel_test_options INTERFACE -fPIC $<$<CONFIG:Release>:-O0>)
add_library(schakel_test_main STATIC ${CMAKE_SOURCE_DIR}/tests/support/test_main.cpp ${CMAKE_SOURCE_DIR}/cmake/pch.cpp)
target_link_libraries(schakel_test_main PUBLIC schakel_test_options)
target_precompile_headers(schakel_test_main PRIVATE
  <algorithm> <array> <chrono> <cstddef> <cstdint> <functional> <map> <memory> <mutex> <optional>
  <span> <string> <string_view> <unordered_map> <utility> <variant> <vector> <doctest/doctest.h>)
set_source_files_properties(${CMAKE_SOURCE_DIR}/tests/support/test_main.cpp PROPERTIES SKIP_PRECOMPILE_HEADERS ON)
set_target_properties(schakel_test_main PROPERTIES POSITION_INDEPENDENT_CODE OFF)

# schakel_test(NAME SOURCES a.cpp ... USES targets ...): one doctest program, registered with CTest.
function(schakel_test name)
  cmake_parse_arguments(arg "" "" "SOURCES;USES" ${ARGN})
  add_executable(${name} ${arg_SOURCES})
  target_link_libraries(${name} PRIVATE schakel_test_main ${arg_USES})
  target_include_directories(${name} PRIVATE ${CMAKE_SOURCE_DIR})
  target_compile_definitions(${name} PRIVATE
    SCHAKEL_SOURCE_DIR="${CMAKE_SOURCE_DIR}" SCHAKEL_BINARY_DIR="${CMAKE_BINARY_DIR}")
  # As position independent as the libraries are: a precompiled header fits one kind only.
  set_target_properties(${name} PROPERTIES POSITION_INDEPENDENT_CODE OFF)
  target_precompile_headers(${name} REUSE_FROM schakel_test_main)
  add_test(NAME ${name} COMMAND ${name})
  set_property(GLOBAL APPEND PROPERTY schakel_tests ${name})
endfunction()

# schakel_fuzz(NAME SOURCE file.cpp CORPUS dir USES targets ...): libFuzzer target in the fuzz preset, where its test
# searches for SCHAKEL_FUZZ_SECONDS; everywhere else the same entry point replays its corpus as an ordinary test.
set(SCHAKEL_FUZZ_SECONDS 30 CACHE STRING "how long each fuzz target searches in a test run")
if(SCHAKEL_FUZZ)
  add_custom_target(fuzz_targets)
endif()
function(schakel_fuzz name)
  cmake_parse_arguments(arg "" "SOURCE;CORPUS" "USES" ${ARGN})
  if(SCHAKEL_FUZZ)
    add_executable(${name} ${arg_SOURCE})
    target_link_options(${name} PRIVATE -fsanitize=fuzzer)
    add_dependencies(fuzz_targets ${name})
    file(MAKE_DIRECTORY ${CMAKE_BINARY_DIR}/corpus/${name})
    add_test(NAME ${name} COMMAND ${name} -max_total_time=${SCHAKEL_FUZZ_SECONDS}
      -artifact_prefix=${CMAKE_BINARY_DIR}/${name}- ${CMAKE_BINARY_DIR}/corpus/${name} ${arg_CORPUS})
  else()
    add_executable(${name} ${CMAKE_SOURCE_DIR}/tests/support/replay_corpus.cpp ${arg_SOURCE})
    add_test(NAME ${name} COMMAND ${name} ${arg_CORPUS})
  endif()
  target_link_libraries(${name} PRIVATE schakel_options ${arg_USES})
  target_include_directories(${name} PRIVATE ${CMAKE_SOURCE_DIR})
  target_compile_definitions(${name} PRIVATE SCHAKEL_SOURCE_DIR="${CMAKE_SOURCE_DIR}")
endfunction()
