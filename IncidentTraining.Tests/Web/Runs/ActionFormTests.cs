using Bunit;
using IncidentTraining.Core.Response;
using IncidentTraining.Tests.Core.PracticeShop.Faults;
using IncidentTraining.Tests.Support;
using IncidentTraining.Web.Features.Runs.Panels.Actions;

namespace IncidentTraining.Tests.Web.Runs;

/// <summary>The form of one action: its initial values must not be anyone's repair.</summary>
public sealed class ActionFormTests : PageTest
{
    [Fact]
    public void A_list_begins_with_nothing_chosen_and_has_to_be_chosen_from()
    {
        var lists = 0;
        foreach (var action in FaultyShop.With().Actions)
        {
            var form = Render<ActionForm>(parameters => parameters.Add(one => one.Action, action).Add(one => one.Enabled, true));
            foreach (var list in form.FindAll("select"))
            {
                lists++;
                Assert.Equal("", list.GetAttribute("value"));
                Assert.True(list.HasAttribute("required"), action.Name);
                Assert.Equal("", list.Children[0].GetAttribute("value"));
            }
        }

        Assert.True(lists >= 8, $"{lists} lists");
    }

    [Fact]
    public async Task What_was_chosen_is_sent()
    {
        ConsoleLine? sent = null;
        var action = FaultyShop.With().Actions.Single(one => one.Name == "restart-worker");
        var form = Render<ActionForm>(parameters =>
            parameters.Add(one => one.Action, action).Add(one => one.Enabled, true).Add(one => one.OnRun, line => sent = line)
        );
        var choice = action.Arguments[0].Choices[1];

        form.Find("select").Change(choice);
        await form.Find("form").SubmitAsync();

        Assert.Equal(choice, sent!.Arguments["worker"]);
    }
}
