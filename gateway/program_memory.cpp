// Where the program's memory comes from: mimalloc (decisions/0024). Its header puts it behind C++'s new and delete; its
// library, which the program then needs, stands before the C library's malloc, for SQLite and OpenSSL too. Linked into
// the program only: tests and sanitizers have the memory that they watch.
#include <mimalloc-new-delete.h>
