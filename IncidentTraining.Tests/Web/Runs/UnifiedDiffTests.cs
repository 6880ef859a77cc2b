using IncidentTraining.Web.Features.Runs.Panels.Source;

namespace IncidentTraining.Tests.Web.Runs;

/// <summary>Diffs in the scenarios' format.</summary>
public sealed class UnifiedDiffTests
{
    [Fact]
    public void A_diff_is_read_file_by_file_and_line_by_line()
    {
        var files = UnifiedDiff.Parse(
            "--- a/server/db.ts\n+++ b/server/db.ts\n@@ -1 +1 @@\n const a = 1;\n-const b = 2;\n+const b = 3;\n--- a/old.sql\n+++ /dev/null\n@@\n-drop;\n"
        );
        Assert.Equal(["server/db.ts", "old.sql"], files.Select(file => file.Path));
        Assert.Equal(["gap", "kept", "removed", "added"], files[0].Lines.Select(line => line.Kind));
        Assert.Equal("const b = 3;", files[0].Lines[^1].Text);
        Assert.Equal("+", files[0].Lines[^1].Sign);
        Assert.Equal("removed", files[1].Lines[^1].Kind);
    }

    [Fact]
    public void A_line_of_code_that_begins_with_two_signs_is_not_taken_for_a_file()
    {
        var file = Assert.Single(UnifiedDiff.Parse("--- a/x.sql\n+++ b/x.sql\n@@\n--- the index is not needed any more\n+++i;\n"));
        Assert.Equal(["gap", "removed", "added"], file.Lines.Select(line => line.Kind));
        Assert.Equal(["-- the index is not needed any more", "++i;"], file.Lines.Skip(1).Select(line => line.Text));
    }
}
