# schakel_with_failpoints(NAME MAIN main.cpp SOURCES a.cpp ... USES targets ... PRIVATE_USES targets ...): a second program
# beside the one that users run. SOURCES are the files that hold failpoints; compiled with them they take the place of the
# same files in the libraries, where they have none. Their names are written to NAME.txt beside the program.
function(schakel_with_failpoints name)
  cmake_parse_arguments(arg "" "MAIN" "SOURCES;USES;PRIVATE_USES" ${ARGN})
  add_library(${name}_places OBJECT ${arg_SOURCES} ${CMAKE_SOURCE_DIR}/gateway/core/failpoint.cpp)
  target_compile_definitions(${name}_places PRIVATE SCHAKEL_WITH_FAILPOINTS)
  target_include_directories(${name}_places PRIVATE ${CMAKE_SOURCE_DIR})
  target_link_libraries(${name}_places PRIVATE schakel_options ${arg_USES} ${arg_PRIVATE_USES})
  target_precompile_headers(${name}_places REUSE_FROM schakel_pch)

  set(list ${CMAKE_BINARY_DIR}/${name}.txt)
  add_custom_command(OUTPUT ${list}
    COMMAND ${CMAKE_COMMAND} -D "SOURCES=${arg_SOURCES}" -D LIST=${list} -P ${CMAKE_SOURCE_DIR}/cmake/list_failpoints.cmake
    DEPENDS ${arg_SOURCES} ${CMAKE_SOURCE_DIR}/cmake/list_failpoints.cmake VERBATIM)

  add_executable(${name} ${arg_MAIN} ${list} $<TARGET_OBJECTS:${name}_places>)
  target_link_libraries(${name} PRIVATE ${arg_USES} ${arg_PRIVATE_USES})
  set_target_properties(${name} PROPERTIES RUNTIME_OUTPUT_DIRECTORY ${CMAKE_BINARY_DIR})
endfunction()
