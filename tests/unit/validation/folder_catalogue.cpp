#include "gateway/validation/folder_catalogue.hpp"

#include "gateway/validation/json_schema.hpp"
#include "gateway/validation/xsd_schema.hpp"
#include "tests/support/temporary_folder.hpp"

#include <doctest/doctest.h>

#include <filesystem>
#include <fstream>

using namespace schakel;
using validation::folder_catalogue;

namespace {

class files {
public:
    std::string write(const std::string& name, std::string_view text) const {
        const std::filesystem::path file = folder_.path() / name;
        std::filesystem::create_directories(file.parent_path());
        std::ofstream(file, std::ios::binary) << text;
        return file.string();
    }
    std::filesystem::path path(const std::string& name = {}) const { return folder_.path() / name; }

    // The name of what was found, as a path below the folder; "" for nothing.
    std::string
    found(const validation::schema_catalogue& in, std::string_view name, std::string_view space = {}) const {
        const auto text = in.find_import(name, space);
        return text ? std::filesystem::path(text->name).lexically_relative(folder_.path()).string() : std::string();
    }

private:
    test::temporary_folder folder_;
};

std::string xsd(std::string_view space, std::string_view body) {
    return R"(<xs:schema xmlns:xs="http://www.w3.org/2001/XMLSchema" targetNamespace=")" + std::string(space) +
           R"(" xmlns:o="urn:other" elementFormDefault="qualified">)" + std::string(body) + "</xs:schema>";
}

} // namespace

TEST_CASE("a schema file is found by path and by file name") {
    const files in;
    in.write("a/main.xsd", xsd("urn:a", ""));
    in.write("b/parts.xsd", xsd("urn:b", ""));
    const auto all = folder_catalogue({in.path()});
    CHECK(in.found(all, in.path("a/main.xsd").string()) == "a/main.xsd");
    CHECK(in.found(all, "a/main.xsd") == "a/main.xsd");
    CHECK(in.found(all, "https://partner.example/schemas/parts.xsd") == "b/parts.xsd");
    CHECK(in.found(all, "elsewhere/parts.xsd") == "b/parts.xsd");
    CHECK(in.found(all, "none.xsd").empty());
}

TEST_CASE("a file name that several files have finds none of them") {
    const files in;
    in.write("a/same.xsd", xsd("urn:a", ""));
    in.write("b/same.xsd", xsd("urn:b", ""));
    CHECK(in.found(folder_catalogue({in.path()}), "https://partner.example/same.xsd").empty());
}

TEST_CASE("an import without place is found by its namespace, in the file that brings in the others") {
    const files in;
    in.write("whole.xsd", xsd("urn:a", R"(<xs:include schemaLocation="part.xsd"/>)"));
    in.write("part.xsd", xsd("urn:a", ""));
    in.write("one.xsd", xsd("urn:twice", ""));
    in.write("other.xsd", xsd("urn:twice", ""));
    const auto all = folder_catalogue({in.path()});
    CHECK(in.found(all, {}, "urn:a") == "whole.xsd");
    CHECK(in.found(all, "https://partner.example/gone.xsd", "urn:a") == "whole.xsd");
    CHECK(in.found(all, {}, "urn:twice").empty());
    CHECK(in.found(all, {}, "urn:none").empty());
}

TEST_CASE("a JSON Schema is found by its $id") {
    const files in;
    in.write("person.json", R"({"$id": "https://partner.example/person", "type": "object"})");
    CHECK(in.found(folder_catalogue({in.path()}), "https://partner.example/person") == "person.json");
}

TEST_CASE("nothing outside of the folders is found") {
    const files in;
    const std::string secret = in.write("secret.xsd", xsd("urn:s", ""));
    in.write("open/main.xsd", xsd("urn:a", ""));
    std::filesystem::create_symlink(secret, in.path("open/link.xsd"));
    const auto open = folder_catalogue({in.path("open")});
    CHECK(in.found(open, "../secret.xsd").empty());
    CHECK(in.found(open, secret).empty());
    CHECK(in.found(open, in.path("open/../secret.xsd").string()).empty());
    CHECK(in.found(open, in.path("open/link.xsd").string()).empty());
    CHECK(in.found(open, "/etc/passwd").empty());
    CHECK(in.found(open, "file:///etc/passwd").empty());
    CHECK(in.found(open, "http://localhost/main.xsd") == "open/main.xsd");
}

TEST_CASE("a folder beside another with a longer name is not inside it") {
    const files in;
    in.write("open/main.xsd", xsd("urn:a", ""));
    const std::string beside = in.write("open-not/x.xsd", xsd("urn:b", ""));
    CHECK(in.found(folder_catalogue({in.path("open")}), beside).empty());
}

TEST_CASE("a set of XSDs compiles over folders, and a refusal names the file itself") {
    const files in;
    const std::string main = in.write(
        "a/main.xsd", xsd("urn:a", R"(<xs:import namespace="urn:other"/><xs:element name="root" type="o:kind"/>)")
    );
    in.write(
        "b/other.xsd", xsd("urn:other", R"(<xs:simpleType name="kind"><xs:restriction base="xs:int"/></xs:simpleType>)")
    );
    const auto good = validation::xsd_schema::compile(
        std::array{validation::name_in_catalogue(main)}, folder_catalogue({in.path("a"), in.path("b")})
    );
    REQUIRE(good);
    CHECK(good->root_elements() == std::vector<std::string>{"{urn:a}root"});

    const std::string broken = in.write("b/other.xsd", xsd("urn:other", "\n<xs:element nam='x'/>"));
    const auto bad = validation::xsd_schema::compile(
        std::array{validation::name_in_catalogue(main)}, folder_catalogue({in.path("a"), in.path("b")})
    );
    REQUIRE(!bad);
    CHECK(bad.error().file == broken);
    CHECK(bad.error().where.line == 2);
    CHECK(validation::to_string(bad.error()).starts_with(broken + ":2:2: invalid schema: "));
}

TEST_CASE("a document that two imports reach by different names is read once") {
    const files in;
    const std::string main = in.write("main.xsd", xsd("urn:a", R"(<xs:import namespace="urn:other"/>
            <xs:import namespace="urn:other" schemaLocation="other.xsd"/>
            <xs:import namespace="urn:other" schemaLocation="https://partner.example/other.xsd"/>
            <xs:element name="root" type="o:kind"/>)"));
    in.write(
        "other.xsd", xsd("urn:other", R"(<xs:simpleType name="kind"><xs:restriction base="xs:int"/></xs:simpleType>)")
    );
    const auto made =
        validation::xsd_schema::compile(std::array{validation::name_in_catalogue(main)}, folder_catalogue({in.path()}));
    CHECK_MESSAGE(made, (made ? std::string() : validation::to_string(made.error())));
}

TEST_CASE("references among JSON Schemas go by $id and by path, and a refusal names the file itself") {
    const files in;
    const std::string main = in.write("main.json", R"({"$id": "https://partner.example/v1/main", "properties": {
        "by_id": {"$ref": "https://partner.example/types#/$defs/short"}, "by_path": {"$ref": "parts/b.json"}}})");
    in.write("lib/types.json", R"({"$id": "https://partner.example/types", "$defs": {"short": {"maxLength": 3}}})");
    in.write("parts/b.json", R"({"type": "integer"})");
    const auto good = validation::json_schema::compile(main, folder_catalogue({in.path()}));
    REQUIRE_MESSAGE(good, (good ? std::string() : validation::to_string(good.error())));
    findings found;
    const auto instance = json::document::parse(R"({"by_id": "long text", "by_path": "x"})", {}, found);
    REQUIRE(instance);
    CHECK(good->validate(*instance).size() == 2);

    const std::string broken = in.write("parts/b.json", "{\n \"type\": \"whole\"}");
    const auto bad = validation::json_schema::compile(main, folder_catalogue({in.path()}));
    REQUIRE(!bad);
    CHECK(bad.error().file == broken);
    CHECK(bad.error().where.line == 2);
}
