using IncidentTraining.Tests.Support;

namespace IncidentTraining.Tests.Scripts;

/// <summary>All scripts are written in one style, those of the browser and their tests.</summary>
public sealed class ScriptStyleTests
{
    private static readonly string Root = Path.GetDirectoryName(RealContent.Directory)!;

    [Fact]
    public void Every_script_is_written_in_the_one_style()
    {
        var scripts = new[] { "IncidentTraining.Web", "IncidentTraining.Tests" }
            .SelectMany(project => Directory.EnumerateFiles(Path.Combine(Root, project), "*.*", SearchOption.AllDirectories))
            .Where(path =>
                Path.GetExtension(path) is ".js" or ".mjs"
                && !path[Root.Length..].Split('/', '\\').Any(part => part is "bin" or "obj" or "lib" or "node_modules")
            )
            .ToList();

        Assert.True(scripts.Count > 50, "The scripts are not found any more.");
        Assert.Equal(
            "",
            string.Join(
                '\n',
                scripts.SelectMany(path =>
                    ScriptStyle
                        .Check(File.ReadAllText(path).ReplaceLineEndings("\n"))
                        .Select(found => $"{Path.GetRelativePath(Root, path)}:{found.Line}: {found.Rule}")
                )
            )
        );
    }

    [Theory]
    [InlineData("const a = 'b';")]
    [InlineData("var a = 1;")]
    [InlineData("let a = 1")]
    [InlineData("if(a) b();")]
    [InlineData("f(a,b);")]
    [InlineData("f(a , b);")]
    [InlineData("const a = b+c;")]
    [InlineData("const a = b &&c;")]
    [InlineData("a=1;")]
    [InlineData("const isSame = a == b;")]
    [InlineData("const isOther = a != 1;")]
    [InlineData("const f = (a) => a;")]
    [InlineData("f(async (a) => a);")]
    [InlineData("const a = {b: 1};")]
    [InlineData("const {b} = a;")]
    [InlineData("const a = [ 1, 2 ];")]
    [InlineData("if (a) {\n    b();\n}")]
    [InlineData("if (a)\n{\n  b();\n}")]
    [InlineData("if (a) {\n  b();\n  }")]
    [InlineData("if (a) {\n  b(); c();\n}")]
    [InlineData("class A {\n   b() { }\n}")]
    [InlineData("a(); ")]
    [InlineData("a();\n\tb();")]
    [InlineData("a();\n")]
    [InlineData("import a from \"./a.js\"")]
    [InlineData("export { a } from \"./a.js\"")]
    public void Another_style_is_reported(string code) => Assert.Single(ScriptStyle.Check(code + "\n"));

    [Theory]
    [InlineData("const a = 'He said \"no\".';")]
    [InlineData("const isMissing = a == null || b != null;")]
    [InlineData("const f = (a, b) => (a + b) * 2;")]
    [InlineData("f(a => a, b);")]
    [InlineData("const f = async a => ({ a, b: [1, 2] });")]
    [InlineData("for (const a of b) c(a);")]
    [InlineData("for (let i = 0; i < 3; i++) a(i);")]
    [InlineData("if (a) {\n  b();\n} else {\n  c();\n}")]
    [InlineData("const a = b\n  ? c\n  : d;")]
    [InlineData("class A {\n  #b = 1;\n\n  c() { return this.#b; }\n}")]
    [InlineData("const a = {};\nconst b = [];")]
    [InlineData("export const a = /^'$/;")]
    public void The_one_style_is_not_reported(string code) => Assert.Empty(ScriptStyle.Check(code + "\n"));
}
