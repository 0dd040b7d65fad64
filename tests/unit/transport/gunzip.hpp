// What a gzip body says, read with zlib itself.
#pragma once

#include <zlib.h>

#include <stdexcept>
#include <string>

namespace schakel::tests {

inline std::string gunzip(const std::string& coded) {
    z_stream stream{};
    if (inflateInit2(&stream, 15 + 16) != Z_OK) throw std::runtime_error("zlib");
    std::string out, space(65536, '\0');
    stream.next_in = reinterpret_cast<Bytef*>(const_cast<char*>(coded.data()));
    stream.avail_in = static_cast<uInt>(coded.size());
    int told = Z_OK;
    while (told == Z_OK) {
        stream.next_out = reinterpret_cast<Bytef*>(space.data());
        stream.avail_out = static_cast<uInt>(space.size());
        told = inflate(&stream, Z_NO_FLUSH);
        out.append(space.data(), space.size() - stream.avail_out);
    }
    inflateEnd(&stream);
    if (told != Z_STREAM_END || stream.avail_in != 0) throw std::runtime_error("not one whole gzip body");
    return out;
}

} // namespace schakel::tests
