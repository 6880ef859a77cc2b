using Bunit;
using IncidentTraining.Core.RunbookTrials;
using IncidentTraining.Tests.Support;
using IncidentTraining.Web.Components.Documents;

namespace IncidentTraining.Tests.Web.Documents;

public sealed class RunbookPartsTests : PageTest
{
    private const string Steps = "check alert any is firing\ndo roll-back\nrestart the world";

    [Fact]
    public void Steps_are_numbered_and_one_that_cannot_be_run_says_why()
    {
        var list = Render<RunbookStepList>(parameters => parameters.Add(part => part.Text, Steps));
        Assert.Equal(["Check", "Do", "?"], list.FindAll(".step-kind").Select(kind => kind.TextContent));
        Assert.Contains("The portal cannot run this step", list.Find("[data-testid=step-3]").TextContent, StringComparison.Ordinal);
    }

    [Fact]
    public void What_came_of_a_step_stands_beside_it_in_words_and_not_by_colour_alone()
    {
        var list = Render<RunbookStepList>(parameters =>
            parameters
                .Add(part => part.Text, Steps)
                .Add(
                    part => part.Results,
                    number => number == 2 ? new RunbookStepList.Result(StepOutcome.Failed, "03:25", "The shop refused it.") : null
                )
        );
        Assert.Equal("Failed 03:25 The shop refused it.", list.Find("[data-testid=step-2] .step-result").TextContent.Trim());
        Assert.Empty(list.FindAll("[data-testid=step-1] .step-result"));
    }

    [Fact]
    public void Markup_in_a_step_is_shown_and_not_run()
    {
        var list = Render<RunbookStepList>(parameters => parameters.Add(part => part.Text, "note <img src=x onerror=alert(1)>"));
        Assert.Empty(list.FindAll("img"));
        Assert.Contains("<img", list.Find("code").TextContent, StringComparison.Ordinal);
    }
}
