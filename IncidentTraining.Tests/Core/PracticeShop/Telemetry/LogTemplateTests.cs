using IncidentTraining.Core.PracticeShop;
using IncidentTraining.Core.PracticeShop.Telemetry.Logs;

namespace IncidentTraining.Tests.Core.PracticeShop.Telemetry;

/// <summary>A kind of log line is validated when it is declared, however rarely one is written.</summary>
public sealed class LogTemplateTests
{
    [Theory]
    [InlineData("{0:n} keys")]
    [InlineData("{0:n:} keys")]
    [InlineData("{0:x:keys} keys")]
    [InlineData("{6:n:keys} keys")]
    [InlineData("{n:keys} keys")]
    public void A_hole_that_lacks_a_part_is_refused_at_once(string text) =>
        Assert.Throws<FormatException>(() => new LogTemplate(ShopLogLevel.Info, "redis", text));

    [Fact]
    public void A_whole_template_tells_its_text_and_its_fields()
    {
        var template = new LogTemplate(ShopLogLevel.Info, "redis", "{1:name:list} deleted, {0:n:keys} keys after {5:ms:took} ms");
        var entry = new LogEntry(0, 0, 0, 12, 0, 0, 0, 0, 3500);

        Assert.Equal("lists deleted, 12 keys after 3 ms", template.Render(entry, ["lists"]));
        Assert.Equal([new("list", "lists"), new("keys", "12"), new("took", "3")], template.Fields(entry, ["lists"]));
    }
}
