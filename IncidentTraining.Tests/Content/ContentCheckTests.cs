using IncidentTraining.Core.Incidents;
using IncidentTraining.Tests.Support;
using IncidentTraining.Web.Features.Content;
using Microsoft.Extensions.DependencyInjection;

namespace IncidentTraining.Tests.Content;

public sealed class ContentCheckTests
{
    [Fact]
    public async Task The_repositorys_own_content_passes_the_check_of_every_room()
    {
        await using var portal = new PortalFactory();
        var output = new StringWriter();

        var problems = ContentCheck.Run(portal.Services.GetRequiredService<ContentReport>(), portal.Services.GetRequiredService<RunScenarios>(), output);

        Assert.Equal("The content has no problems.", output.ToString().Trim());
        Assert.Equal(0, problems);
    }
}
