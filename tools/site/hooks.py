"""Adds the generated pages to the site, as MkDocs asks for them while it builds."""

from mkdocs.config.defaults import MkDocsConfig
from mkdocs.structure.files import File, Files

from jitlint.rules import all_rules
from tools.site.accuracy import accuracy_page
from tools.site.reference import reference_pages
from tools.site.rule_pages import rule_pages


def on_config(config: MkDocsConfig) -> MkDocsConfig:
    """Puts the page of each rule below the table of all."""
    pages = [{f"{rule.code} {rule.name}": f"rules/{rule.code}.md"} for rule in all_rules()]
    for section in config.nav or []:
        if "Rules" in section:
            section["Rules"] = ["rules.md", *pages]
    return config


def on_files(files: Files, config: MkDocsConfig) -> Files:
    """Adds the generated pages, and replaces those of the same name."""
    for path, text in (*rule_pages(), *reference_pages(), ("accuracy.md", accuracy_page())):
        if written := files.get_file_from_path(path):
            files.remove(written)
        files.append(File.generated(config, path, content=text))
    return files
