using Bunit;
using IncidentTraining.Core.Assessment;
using IncidentTraining.Core.PracticeShop;
using IncidentTraining.Tests.Core.Assessment;
using IncidentTraining.Tests.Support;
using IncidentTraining.Web.Features.Assessment;

namespace IncidentTraining.Tests.Web.Assessment;

/// <summary>
/// Customers whose orders a stranger has read are in the account if there are any; otherwise there is no column for them.
/// </summary>
public sealed class ExposedHarmTests : PageTest
{
    private static readonly CustomerHarm None = new(0, 0, 0, 0, 0, 0, 0, 0, 0, 0);

    [Theory]
    [InlineData(0, false)]
    [InlineData(8837, true)]
    public void The_courses_and_the_lines_have_a_column_for_them_where_there_are_any(int exposed, bool isShown)
    {
        var account = new RunAccount
        {
            Horizon = TimeSpan.FromHours(1),
            DoNothing = None with { CustomersExposed = exposed },
            Recorded = None with { CustomersExposed = exposed / 2 },
            Lines = [new AccountLine(TimeSpan.FromMinutes(5), ["The key is revoked."], default, ActionEffect.Helped, default, [])],
        };

        var courses = Render<OutcomeFigures>(p => p.AddCascadingValue(MadeRun.Clock).Add(c => c.Account, account));
        var lines = Render<AccountTable>(p => p.AddCascadingValue(MadeRun.Clock).Add(c => c.Account, account));

        Assert.Equal(isShown, courses.Markup.Contains("Customers exposed", StringComparison.Ordinal));
        Assert.Equal(isShown, courses.Markup.Contains("8,837", StringComparison.Ordinal));
        Assert.Equal(isShown, lines.Markup.Contains("Customers exposed", StringComparison.Ordinal));
        Assert.Equal(isShown, lines.Find("[data-testid=account-total]").TextContent.Contains("-4,419", StringComparison.Ordinal));
        var row = lines.Find("tbody tr");
        Assert.Equal(lines.FindAll("thead th").Count, row.Children.Length);
    }
}
