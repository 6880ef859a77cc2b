using Bunit;
using IncidentTraining.Tests.Support;
using IncidentTraining.Web.Components.Layout;
using Microsoft.AspNetCore.Components;
using Microsoft.AspNetCore.Components.Rendering;
using Microsoft.Extensions.DependencyInjection;

namespace IncidentTraining.Tests.Web.Layout;

/// <summary>A page that fails shows a reference number for the log, and can be retried.</summary>
public sealed class PageGuardTests : BunitContext
{
    private readonly List<string> _log = [];
    private readonly Trouble _trouble = new();

    public PageGuardTests()
    {
        Services.AddLogging();
        Services.Note(_log);
        Services.AddSingleton(_trouble);
    }

    [Fact]
    public void A_page_that_works_is_shown_as_it_is()
    {
        Guarded().MarkupMatches("<p>The page</p>");
        Assert.Empty(_log);
    }

    [Fact]
    public void What_broke_is_logged_under_the_number_that_is_shown_and_its_text_is_not()
    {
        _trouble.Secret = "the password is swordfish";
        var page = Guarded();

        var reference = page.Find("code").TextContent;
        Assert.Matches("^[0-9a-f]{8}$", reference);
        Assert.Contains("Something broke on our side", page.Markup, StringComparison.Ordinal);
        Assert.DoesNotContain("swordfish", page.Markup, StringComparison.Ordinal);
        var line = Assert.Single(_log);
        Assert.Contains(reference, line, StringComparison.Ordinal);
    }

    [Fact]
    public void It_can_be_tried_again_and_a_second_failure_has_a_number_of_its_own()
    {
        _trouble.Secret = "first";
        var page = Guarded();
        var first = page.Find("code").TextContent;

        page.Find("button").Click();
        var second = page.Find("code").TextContent;
        Assert.NotEqual(first, second);
        Assert.Equal(2, _log.Count);

        _trouble.Secret = null;
        page.Find("button").Click();
        page.MarkupMatches("<p>The page</p>");
    }

    private IRenderedComponent<PageGuard> Guarded() => Render<PageGuard>(guard => guard.AddChildContent<Page>());

    private sealed class Trouble
    {
        public string? Secret { get; set; }
    }

    private sealed class Page : ComponentBase
    {
        [Inject]
        public required Trouble Trouble { get; init; }

        protected override void BuildRenderTree(RenderTreeBuilder builder)
        {
            if (Trouble.Secret is { } secret)
            {
                throw new InvalidOperationException(secret);
            }

            builder.AddMarkupContent(0, "<p>The page</p>");
        }
    }
}
