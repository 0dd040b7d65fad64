// The same verdicts as xmllint on the same documents, and the official UWLR schemas where they are at hand.
#include "tests/support/environment.hpp"
#include "tests/unit/validation/xsd_case.hpp"

#include <cstdlib>
#include <filesystem>
#include <fstream>
#include <random>
#include <sstream>

using namespace xsd_case;
namespace fs = std::filesystem;

namespace {
std::optional<std::string> read_file(const fs::path& file) {
    std::ifstream in(file, std::ios::binary);
    if (!in) return std::nullopt;
    std::ostringstream out;
    out << in.rdbuf();
    return out.str();
}

// A folder of its own, removed at the end.
class scratch_folder {
public:
    scratch_folder() {
        std::string pattern = (fs::temp_directory_path() / "schakel-xsd-XXXXXX").string();
        path_ = mkdtemp(pattern.data());
    }
    ~scratch_folder() { fs::remove_all(path_); }
    scratch_folder(const scratch_folder&) = delete;
    scratch_folder& operator=(const scratch_folder&) = delete;
    const fs::path& path() const { return path_; }
    void write(const std::string& name, std::string_view bytes) const {
        std::ofstream(path_ / name, std::ios::binary) << bytes;
    }

private:
    fs::path path_;
};

int run(const std::string& command) {
    const int status = std::system((command + " >/dev/null 2>&1").c_str());
    return status < 0 ? -1 : WEXITSTATUS(status);
}

const char* const oracle_schema = R"(
  <xs:simpleType name='brin'><xs:restriction base='xs:string'><xs:pattern value='[0-9]{2}[A-Z]{2}'/></xs:restriction></xs:simpleType>
  <xs:complexType name='vbv'><xs:simpleContent><xs:extension base='xs:token'><xs:attribute name='vocabulaire' type='xs:anyURI'/></xs:extension></xs:simpleContent></xs:complexType>
  <xs:complexType name='ander' abstract='true'/>
  <xs:complexType name='eigen'><xs:complexContent><xs:extension base='ander'><xs:sequence><xs:element name='punten' type='xs:byte'/></xs:sequence></xs:extension></xs:complexContent></xs:complexType>
  <xs:element name='r'><xs:complexType><xs:sequence>
      <xs:choice><xs:sequence><xs:element name='brincode' type='brin'/><xs:element name='dep' default='00' minOccurs='0' type='xs:token'/></xs:sequence><xs:element name='key' type='xs:NCName'/></xs:choice>
      <xs:element name='datum' type='xs:date'/>
      <xs:element name='toets' type='vbv' minOccurs='0' maxOccurs='3'/>
      <xs:element name='x' minOccurs='1' maxOccurs='unbounded'><xs:complexType><xs:choice><xs:element name='score' type='xs:nonNegativeInteger'/><xs:element name='ander' type='ander'/></xs:choice>
        <xs:attribute name='key' use='required' type='xs:string'/></xs:complexType></xs:element>
      <xs:any namespace='##other' processContents='lax' minOccurs='0'/>
    </xs:sequence></xs:complexType>
    <xs:key name='xs'><xs:selector xpath='t:x'/><xs:field xpath='@key'/></xs:key></xs:element>)";

// One document in three is right; in the others every part may be left out, exchanged or given a wrong value.
std::string generated(std::mt19937& random) {
    const bool clean = random() % 3 == 0;
    const auto odds = [&](unsigned one_in) { return random() % one_in == 0; };
    const auto one_of = [&](std::initializer_list<const char*> list) {
        return std::string(list.begin()[clean ? 0 : random() % list.size()]);
    };
    std::vector<std::string> parts;
    if (odds(2)) {
        parts.push_back("<brincode>" + one_of({"99XX", "99XX", "12AB", "9XX", ""}) + "</brincode>");
        if (odds(2)) parts.push_back(one_of({"<dep/>", "<dep>00</dep>"}));
    } else {
        parts.push_back("<key>" + one_of({"school", "a.b", "a b", "1a"}) + "</key>");
    }
    parts.push_back(
        "<datum>" + one_of({"2026-11-21", "2024-02-29", "2026-11-21Z", "2026-02-30", "21-11-2026"}) + "</datum>"
    );
    for (auto i = random() % 4; i > 0; --i)
        parts.push_back(
            one_of({"<toets>a</toets>", "<toets vocabulaire='urn:x'>b</toets>", "<toets/>", "<toets soort='x'/>"})
        );
    for (auto i = random() % 3 + 1; i > 0; --i) {
        const std::string key = clean ? std::to_string(i) : one_of({"1", "2", "3", "4", "5", "6"});
        parts.push_back(
            "<x key='" + key + "'>" +
            one_of(
                {"<score>1</score>", "<score>12</score>", "<score>-1</score>", "<score>X</score>", "<ander/>",
                 "<ander xsi:type='eigen'><punten>1</punten></ander>",
                 "<ander xsi:type='eigen'><punten>200</punten></ander>"}
            ) +
            "</x>"
        );
    }
    if (odds(4)) parts.push_back(one_of({"<o xmlns='urn:o'><p/></o>", "<o/>"}));
    if (!clean && odds(6)) parts.erase(parts.begin() + static_cast<std::ptrdiff_t>(random() % parts.size()));
    if (!clean && odds(8)) std::swap(parts[random() % parts.size()], parts[random() % parts.size()]);
    if (!clean && odds(12)) parts.push_back("text");
    std::string out = "<r xmlns='urn:t' xmlns:xsi='http://www.w3.org/2001/XMLSchema-instance'>";
    for (const auto& part : parts) out += part + "\n";
    return out + "</r>";
}
} // namespace

TEST_CASE("generated documents get the verdict that xmllint gives") {
    if (run("xmllint --version") != 0) {
        MESSAGE("skipped: xmllint is not installed");
        return;
    }
    const scratch_folder folder;
    folder.write("main.xsd", schema(oracle_schema));
    const auto by = compiled(oracle_schema);
    std::mt19937 random(20261121);
    std::vector<std::string> documents;
    std::string command = "cd '" + folder.path().string() + "' && xmllint --noout --schema main.xsd";
    for (int i = 0; i < 400; ++i) {
        documents.push_back(generated(random));
        folder.write(std::to_string(i) + ".xml", documents.back());
        command += " " + std::to_string(i) + ".xml";
    }
    REQUIRE(std::system((command + " 2> verdicts.txt").c_str()) >= 0);
    const std::string verdicts = read_file(folder.path() / "verdicts.txt").value_or("");
    int valid = 0;
    for (int i = 0; i < 400; ++i) {
        CAPTURE(documents[static_cast<std::size_t>(i)]);
        const std::string name = "\n" + std::to_string(i) + ".xml";
        const bool theirs = ("\n" + verdicts).find(name + " validates\n") != std::string::npos;
        CHECK((theirs || ("\n" + verdicts).find(name + " fails to validate\n") != std::string::npos));
        const auto found = validate(by, documents[static_cast<std::size_t>(i)]);
        CAPTURE(ids(found));
        CHECK(found.empty() == theirs);
        valid += theirs ? 1 : 0;
    }
    CHECK(valid > 20); // the generator must reach both verdicts
    CHECK(valid < 380);
}

TEST_CASE("the official UWLR schemas load, alone and together") {
    const fs::path base = schakel::test::shared_folder() / "corpus/uwlr/Schemas";
    if (!fs::exists(base)) {
        MESSAGE("skipped: the official schemas are not at hand");
        return;
    }
    const auto catalogue = [&](std::string_view name) { return read_file(base / name); };
    const std::vector<std::string> names{
        "SOAP_Envelope.xsd", "UWLR_Autorisatie_v2p2.xsd", "UWLR_Leerresultaten_v2p2.xsd",
        "UWLR_Toetsdefinities_v2p2.xsd", "UWLR_Leerlinggegevens_v2p2.xsd"};
    for (const std::string& name : names) {
        CAPTURE(name);
        auto made = schakel::validation::xsd_schema::compile(std::vector{name}, catalogue);
        CHECK_MESSAGE(made, (made ? "" : made.error().message));
    }
    auto together = schakel::validation::xsd_schema::compile(names, catalogue);
    REQUIRE(together);
    CHECK(together->root_elements().size() > 15);
}
