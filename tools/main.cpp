#include <cstdio>

int main() { std::puts("silowalk: not built yet"); }
