using System;
using Microsoft.EntityFrameworkCore.Migrations;

#nullable disable

namespace IncidentTraining.Core.Storage.Migrations
{
    /// <inheritdoc />
    public partial class HelpDebriefAndClassTimer : Migration
    {
        /// <inheritdoc />
        protected override void Up(MigrationBuilder migrationBuilder)
        {
            migrationBuilder.AddColumn<bool>(
                name: "FollowsClass",
                table: "LabRuns",
                type: "INTEGER",
                nullable: false,
                defaultValue: false);

            migrationBuilder.AddColumn<bool>(
                name: "WasReopened",
                table: "LabRuns",
                type: "INTEGER",
                nullable: false,
                defaultValue: false);

            migrationBuilder.AddColumn<long>(
                name: "HandRaisedAt",
                table: "Incidents",
                type: "INTEGER",
                nullable: true);

            migrationBuilder.AddColumn<Guid>(
                name: "TakeOverOfferedBy",
                table: "Incidents",
                type: "TEXT",
                nullable: true);

            migrationBuilder.CreateTable(
                name: "Debriefs",
                columns: table => new
                {
                    RunId = table.Column<Guid>(type: "TEXT", nullable: false),
                    PersonId = table.Column<Guid>(type: "TEXT", nullable: false),
                    Phase = table.Column<string>(type: "TEXT", maxLength: 20, nullable: false),
                    EndsAt = table.Column<DateTime>(type: "TEXT", nullable: false),
                    Reactions = table.Column<string>(type: "TEXT", nullable: false),
                    Description = table.Column<string>(type: "TEXT", nullable: false),
                    Analysis = table.Column<string>(type: "TEXT", nullable: false),
                    Summary = table.Column<string>(type: "TEXT", nullable: false),
                    Version = table.Column<int>(type: "INTEGER", nullable: false)
                },
                constraints: table =>
                {
                    table.PrimaryKey("PK_Debriefs", x => new { x.RunId, x.PersonId });
                    table.ForeignKey(
                        name: "FK_Debriefs_LabRuns_RunId",
                        column: x => x.RunId,
                        principalTable: "LabRuns",
                        principalColumn: "Id",
                        onDelete: ReferentialAction.Cascade);
                    table.ForeignKey(
                        name: "FK_Debriefs_People_PersonId",
                        column: x => x.PersonId,
                        principalTable: "People",
                        principalColumn: "Id",
                        onDelete: ReferentialAction.Restrict);
                });

            migrationBuilder.CreateIndex(
                name: "IX_Debriefs_PersonId",
                table: "Debriefs",
                column: "PersonId");
        }

        /// <inheritdoc />
        protected override void Down(MigrationBuilder migrationBuilder)
        {
            migrationBuilder.DropTable(
                name: "Debriefs");

            migrationBuilder.DropColumn(
                name: "FollowsClass",
                table: "LabRuns");

            migrationBuilder.DropColumn(
                name: "WasReopened",
                table: "LabRuns");

            migrationBuilder.DropColumn(
                name: "HandRaisedAt",
                table: "Incidents");

            migrationBuilder.DropColumn(
                name: "TakeOverOfferedBy",
                table: "Incidents");
        }
    }
}
