# CPack runs this before it packs: Debian's policy wants manual pages compressed. `-n` leaves out the time, so that the same
# build gives the same package.
file(GLOB_RECURSE pages ${CPACK_TEMPORARY_INSTALL_DIRECTORY}/*/man1/*.1)
if(pages)
  execute_process(COMMAND gzip -9 -n ${pages} COMMAND_ERROR_IS_FATAL ANY)
endif()
