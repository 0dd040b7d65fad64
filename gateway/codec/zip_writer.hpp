// Writes a zip archive as a stream: nothing is written twice, so an archive of any size needs little memory. The same
// entries give the same bytes: times are 1 January 1980, and there is nothing of the machine in them.
//
//     zip::writer archive(out);          // appends to `out`, which the caller may empty at any time
//     archive.begin("users.csv");
//     archive.write(text);
//     archive.end();
//     archive.finish();
//
// Entries are deflated; sizes and CRC stand behind the data (APPNOTE 4.3.9). An archive of 4 GiB or more, or of 65,535
// entries or more, is beyond it: std::length_error.
#pragma once

#include <cstdint>
#include <memory>
#include <string>
#include <string_view>

namespace schakel::zip {

enum class packing { usual, none };

class writer {
public:
    explicit writer(std::string& out, packing how = packing::usual);
    ~writer();
    writer(writer&&) noexcept;

    void begin(std::string_view name); // ASCII or UTF-8, without a folder before it
    void write(std::string_view content);
    void end();
    void finish(); // once, after the last entry

private:
    struct state;
    std::unique_ptr<state> state_;
};

} // namespace schakel::zip
