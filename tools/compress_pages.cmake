# CPack runs this before it packs: Debian's policy wants manual pages and changelogs compressed. `-n` leaves out the time, so
# that the same build gives the same files.
file(GLOB_RECURSE pages ${CPACK_TEMPORARY_DIRECTORY}/silowalk*.1 ${CPACK_TEMPORARY_DIRECTORY}/changelog)
execute_process(COMMAND gzip -9 -n ${pages} COMMAND_ERROR_IS_FATAL ANY)
