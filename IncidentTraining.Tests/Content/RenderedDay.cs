using AngleSharp.Dom;
using AngleSharp.Html.Parser;
using IncidentTraining.Core.Curriculum;
using IncidentTraining.Tests.Support;

namespace IncidentTraining.Tests.Content;

/// <summary>The whole day as a trainee's browser receives it: the plan and every page, from the real portal.</summary>
public sealed class RenderedDay : IAsyncLifetime
{
    private readonly Dictionary<string, string> _html = [];

    public TrainingDay Day { get; private set; } = null!;

    /// <summary>The pages' addresses in the order of the contents; the plan first.</summary>
    public IReadOnlyList<string> Addresses => [Day.Path, .. Day.Pages.Select(page => page.Path)];

    public async ValueTask InitializeAsync()
    {
        await using var portal = new PortalFactory();
        var trainee = await portal.SignInAsync("demo-trainee-1");
        Day = RealContent.Library().FindDay(RealContent.DayId)!;
        foreach (var address in Addresses)
        {
            _html[address] = await trainee.Http.GetStringAsync(address);
        }
    }

    public ValueTask DisposeAsync() => ValueTask.CompletedTask;

    /// <summary>Parsed documents that a test may modify.</summary>
    public Dictionary<string, IDocument> Open()
    {
        var parser = new HtmlParser();
        return _html.ToDictionary(page => page.Key, page => (IDocument)parser.ParseDocument(page.Value));
    }
}
