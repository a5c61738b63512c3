# Installs into a fresh prefix, moves that elsewhere (a package must not remember where it was installed first),
# builds the user against it with C++ alone enabled, and runs both programs.
file(REMOVE_RECURSE ${WORK})

function(run)
  execute_process(COMMAND ${ARGN} RESULT_VARIABLE status OUTPUT_VARIABLE output ERROR_VARIABLE output)
  if(NOT status EQUAL 0)
    list(JOIN ARGN " " command)
    message(FATAL_ERROR "${command}\n${output}\n=> ${status}")
  endif()
  set(output "${output}" PARENT_SCOPE)
endfunction()

run(${CMAKE_COMMAND} --install ${BUILT} --prefix ${WORK}/first)
file(RENAME ${WORK}/first ${WORK}/prefix)
foreach(expected bin/silowalk include/silowalk/engine/scenario/read.h
    share/man/man1/silowalk.1 share/man/man1/silowalk-new.1 share/bash-completion/completions/silowalk
    share/zsh/site-functions/_silowalk share/fish/vendor_completions.d/silowalk.fish)
  if(NOT EXISTS ${WORK}/prefix/${expected})
    message(FATAL_ERROR "not installed: ${expected}")
  endif()
endforeach()

run(${CMAKE_COMMAND} -S ${SOURCES}/tests/install/user -B ${WORK}/build -G ${GENERATOR}
  -D CMAKE_BUILD_TYPE=Release -D CMAKE_CXX_COMPILER=${CXX} -D CMAKE_CXX_FLAGS=${FLAGS} -D CMAKE_PREFIX_PATH=${WORK}/prefix)
run(${CMAKE_COMMAND} --build ${WORK}/build)
run(${WORK}/build/user)
if(NOT output MATCHES "^Corner shop: 1 silo, [0-9.]+ of 100 lost in a year, over 8 replications")
  message(FATAL_ERROR "the example printed: ${output}")
endif()
run(${WORK}/prefix/bin/silowalk --version)
file(GLOB_RECURSE files ${WORK}/prefix/lib/cmake/*.cmake ${WORK}/prefix/lib/*/cmake/*.cmake)
foreach(file IN LISTS files)
  # As a path from its beginning: sources in /silowalk are not named by .../include/silowalk.
  file(STRINGS ${file} leaked REGEX "(^|[\"; ])(${SOURCES}|${BUILT})(/|[\"; ]|$)")
  if(leaked)
    message(FATAL_ERROR "${file} names the place it was built in: ${leaked}")
  endif()
endforeach()
